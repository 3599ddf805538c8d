using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Faults;

/// <summary>PostgreSQL is killed, while it is away some sessions lose their upstream, and it comes back after a while.</summary>
sealed record RestartDatabase : IFault
{
    const int Broken = 6;

    public string Name => "kill -9 of PostgreSQL";

    public async Task Inflict(Injured system, Random random)
    {
        var from = system.Clock.Now;
        await system.Stack.Database.Kill();
        system.Counts.Killed();
        // One that an earlier fault has stalled cannot tell its worker that it closes; one of two may be a paused worker's, whose session went on elsewhere.
        var only = (await system.Upstream.Open()).GroupBy(connection => connection.Session).Where(ofSession => ofSession.Key is not null && ofSession.Count() == 1).Select(ofSession => ofSession.First());
        var broken = only.Where(connection => connection.Faults.Count == 0).OrderBy(_ => random.Next()).Take(Broken).ToList();
        foreach (var connection in broken) await system.Upstream.BreakIfOpen(connection, "close");
        await Task.Delay(TimeSpan.FromSeconds(0.3 + random.NextDouble() * random.NextDouble() * 8));
        await system.Stack.Database.Start();
        system.Counts.Add(new Outage(from, system.Clock.Now, [.. broken.Select(connection => connection.Session!.Value)]));
    }
}
