using System.Diagnostics;

namespace AppHost.Tests;

/// <summary>Skipped, with the reason, when no container engine answers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute() =>
        Skip = Docker("version", "--format", "{{.Server.Version}}") ? null : "No container engine answers (docker version).";

    public static void RemoveVolume(string name) => Docker("volume", "rm", "--force", name);

    public static bool Docker(params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.WaitForExit(TimeSpan.FromSeconds(30)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // The program is not installed.
        }
    }
}
