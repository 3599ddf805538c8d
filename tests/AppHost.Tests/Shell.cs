using System.Diagnostics;

namespace AppHost.Tests;

/// <summary>Runs a command line as a user would in a terminal.</summary>
internal static class Shell
{
    /// <summary>What the command prints; the test fails if the command does.</summary>
    public static async Task<string> AskAsync(string command)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", command])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Terminal.Root,
            })!;
        var (answer, complaint) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync().WaitAsync(TestedModel.Patience);
        Assert.True(shell.ExitCode == 0, $"{command}: {await complaint}");
        return (await answer).Trim();
    }
}
