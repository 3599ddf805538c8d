using System.ComponentModel;
using System.Diagnostics;

namespace Realtime.Testing.Scripts;

/// <summary>Runs a program of another language to its end.</summary>
static class ScriptRun
{
    /// <summary>Its output; throws if it fails or takes too long.</summary>
    public static async Task<string> Of(
        string program, string[] arguments, string folder, IReadOnlyDictionary<string, string> environment, TimeSpan longest)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Start(start);
        using var patience = new CancellationTokenSource(longest);
        var (output, error) =
            (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{program} {string.Join(' ', arguments)} took longer than {longest.TotalMinutes} minutes.\n{await output}\n{await error}");
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}.\n{await output}\n{await error}");
        return await output;
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                $"These tests run scripts and need {start.FileName} on the PATH: install Node.js 20 or newer with npm "
                + "(apt-get install nodejs npm).", e);
        }
    }
}
