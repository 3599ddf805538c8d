using System.Diagnostics;

namespace Realtime.Client.Tests;

/// <summary>A new project takes the package from a folder, and everything else from where it always does.</summary>
public sealed class PackageTests : IDisposable
{
    const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestorePackagesPath>packages</RestorePackagesPath>
            <RestoreAdditionalProjectSources>feed</RestoreAdditionalProjectSources>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Realtime.Client" Version="*-*" />
          </ItemGroup>
        </Project>
        """;

    const string Program = """
        using Realtime.Client;

        using var client = new RealtimeClient(new Uri("http://127.0.0.1:9"), options: new() { RetryTime = TimeSpan.Zero });
        try
        {
            await client.StartAsync("demo", new() { Instructions = "Be brief.", OnWorkerLost = OnWorkerLost.Resume });
        }
        catch (HttpRequestException)
        {
            Console.WriteLine("Nobody answers.");
        }
        """;

    readonly string folder = Directory.CreateTempSubdirectory("realtime-package").FullName;

    [Fact]
    public async Task A_new_project_restores_the_package_and_runs()
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        await Dotnet(Docs.Root, "pack", "Realtime.Client/Realtime.Client.csproj", "--no-build", "-c", configuration, "-o",
            Path.Combine(folder, "feed"));
        await File.WriteAllTextAsync(Path.Combine(folder, "app.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program);
        Assert.Contains("Nobody answers.", await Dotnet(folder, "run", "--project", "app.csproj"), StringComparison.Ordinal);
    }

    static async Task<string> Dotnet(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = folder, RedirectStandardOutput = true,
            RedirectStandardError = true };
        // What the runner of these tests says of its own build is not for this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var patience = Patience.Source();
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token),
                process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            var told = await output + await errors;
            Assert.True(process.ExitCode == 0, told);
            return told;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
