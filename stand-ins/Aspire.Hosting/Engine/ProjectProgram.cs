using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>How a built project is started: its program itself, where the build left word of it, else through <c>dotnet run</c>.</summary>
internal static class ProjectProgram
{
    public static ProcessStartInfo Command(ProjectResource project, IEnumerable<string> arguments)
    {
        var path = project.Metadata.ProjectPath;
        if (!File.Exists(path))
            throw new ResourceFailedException(project.Name, $"has no project file at {path}.");

        string[] command = Built(project.Metadata) is { } program
            ? [program]
            : ["run", "--project", path, "--no-build", "--no-launch-profile", "--"];
        return new ProcessStartInfo(Dotnet(), [.. command, .. arguments]) { WorkingDirectory = project.ProjectDirectory };
    }

    private static string? Built(IProjectMetadata metadata) =>
        metadata.GetType().Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key == $"aspireprojectoutput:{metadata.ProjectPath}" && File.Exists(attribute.Value))
            .Select(attribute => attribute.Value)
            .FirstOrDefault();

    // The one that runs this host, wherever it is installed.
    private static string Dotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
