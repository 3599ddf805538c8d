namespace Aspire.Hosting.Engine;

/// <summary>Ends what a host that was killed could not: in reverse order, and only processes that are provably its own.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task EndAsync(RunState state, ConsoleOutput output, CancellationToken cancellationToken)
    {
        foreach (var (resource, process) in state.Leftovers.Reverse())
        {
            if (!process.IsAlive)
                continue;
            output.Note($"Ending {resource} (process {process.Id}), which an earlier run left behind.");
            Signals.RequestStop(process.Id);
            if (!await GoneWithin(process, cancellationToken))
                Signals.EndTree(process.Id);
            Signals.EndGroup(process.Id);
        }

        state.Begin();
    }

    private static async Task<bool> GoneWithin(ProcessIdentity process, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (process.IsAlive && TimeProvider.System.GetElapsedTime(since) < Patience)
            await timer.WaitForNextTickAsync(cancellationToken);
        return !process.IsAlive;
    }
}
