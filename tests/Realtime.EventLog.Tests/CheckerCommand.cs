using System.Diagnostics;
using Realtime.LogChecking;

namespace Realtime.EventLog.Tests;

/// <summary>Runs the log checker as a shell does.</summary>
static class CheckerCommand
{
    public static async Task<(int ExitCode, string[] Output)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LogChecker).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var patience = Patience.Source();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        await errors;
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
