using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Faults;

/// <summary>
/// Kills PostgreSQL, closes the upstream connections of some sessions while it is down, and starts it again after a while.
/// </summary>
sealed record RestartDatabase : IFault
{
    const int Broken = 6;

    public string Name => "kill -9 of PostgreSQL";

    public async Task Inflict(Injured system, Random random)
    {
        var from = system.Clock.Now;
        await system.Stack.Database.Kill();
        system.Counts.Killed();
        // Skip a connection that an earlier fault has stalled: its worker would not receive the Close. Skip a session with two connections:
        // one of them may belong to a paused worker whose session moved to another worker.
        var only = (await system.Upstream.Open()).GroupBy(connection => connection.Session)
            .Where(ofSession => ofSession.Key is not null && ofSession.Count() == 1).Select(ofSession => ofSession.First());
        var broken = only.Where(connection => connection.Faults.Count == 0).OrderBy(_ => random.Next()).Take(Broken).ToList();
        foreach (var connection in broken) await system.Upstream.BreakIfOpen(connection, "close");
        await Task.Delay(TimeSpan.FromSeconds(0.3 + random.NextDouble() * random.NextDouble() * 8));
        await system.Stack.Database.Start();
        system.Counts.Add(new Outage(from, system.Clock.Now, [.. broken.Select(connection => connection.Session!.Value)]));
    }
}
