using System.Reflection;

namespace Realtime.Testing.Services;

/// <summary>
/// The paths of the services' assemblies. The build writes them into this assembly. Services that are published elsewhere, for example
/// compiled ahead of time, take their place if <c>REALTIME_SERVICES</c> names the folder with a folder for each of them.
/// </summary>
public static class ServiceAssemblies
{
    private const string Folder = "REALTIME_SERVICES";

    public static string PathOf(string service) => Published(service) ?? PathOf(typeof(ServiceAssemblies).Assembly, service);

    /// <summary>The path of a program that the build wrote into the assembly of a test project.</summary>
    public static string PathOf(Assembly tests, string program) =>
        tests.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == program).Value!;

    private static string? Published(string service) => Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder
        && Path.Combine(folder, service, service + ".dll") is var path && File.Exists(path) ? path : null;
}
