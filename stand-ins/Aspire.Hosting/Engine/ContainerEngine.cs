using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Engine;

/// <summary>docker or podman, if one is there and running.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<string?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var engine in new[] { "docker", "podman" })
            if (await RunAsync(engine, ["info"], Patience, cancellationToken) == 0)
                return engine;
        return null;
    }

    /// <summary>The exit code; null when there is no such program, or it took too long.</summary>
    public static async Task<int?> RunAsync(string engine, IEnumerable<string> arguments, TimeSpan within, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(engine, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bound.CancelAfter(within);
            try
            {
                await Task.WhenAll(
                    process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token), process.WaitForExitAsync(bound.Token));
                return process.ExitCode;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
