using Realtime.Chaos.Faults;
using Realtime.Testing.Client;

namespace Realtime.Chaos.Verdict;

/// <summary>
/// Looks for upstream connections of ended sessions while the load runs. A connection may outlive its session for as long as a pause of its
/// worker lasts plus as long as the simulator may ignore the Close frame.
/// </summary>
sealed class StrayConnections : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Allowed = TimeSpan.FromSeconds(25), QuietPatience = TimeSpan.FromSeconds(40);

    readonly Injured system;
    readonly Findings findings;
    readonly CancellationTokenSource stop = new();
    readonly HashSet<string> told = [];
    readonly Task looking;

    public StrayConnections(Injured system, Findings findings)
    {
        (this.system, this.findings) = (system, findings);
        looking = Look();
    }

    async Task Look()
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                foreach (var connection in await system.Upstream.Open())
                {
                    if (connection.Session is not { } session || system.Watch.EndOf(session) is not { } ended
                        || system.Clock.Now - ended < Allowed)
                        continue;
                    if (told.Add(connection.Id))
                        findings.Add(
                            $"Connection {connection} is still open "
                            + $"{(system.Clock.Now - ended).TotalSeconds:0} s after the session's end.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    /// <summary>Checks that no connection is left once every session has ended.</summary>
    public static async Task Judge(SimulatorClient upstream, Findings findings)
    {
        var watch = new RunClock();
        var open = await upstream.Open();
        for (; open.Count > 0 && watch.Now < QuietPatience; open = await upstream.Open()) await Task.Delay(500);
        foreach (var connection in open) findings.Add($"Connection {connection} is open although no session is live.");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await looking;
        stop.Dispose();
    }
}
