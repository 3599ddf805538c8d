using System.Diagnostics;

namespace Aspire.Hosting.Engine;

/// <summary>A <c>dotnet run</c> that is killed takes nothing with it: the host notices that its parent is gone and stops.</summary>
internal static class ParentWatch
{
    public static async Task OrphanedAsync(CancellationTokenSource stop)
    {
        if (OperatingSystem.IsWindows() || !IsDotnet(Signals.ParentProcessId()))
            return;

        var parent = Signals.ParentProcessId();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (Signals.ParentProcessId() == parent)
                await timer.WaitForNextTickAsync(stop.Token);
            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The host stops anyway.
        }
    }

    private static bool IsDotnet(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName == "dotnet";
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
