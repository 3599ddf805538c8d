using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Faults;

/// <summary>PostgreSQL is shut down at once, while it is away some sessions lose their upstream, and it comes back after a while.</summary>
sealed record RestartDatabase : IFault
{
    const int Broken = 6;

    public string Name => "immediate restart of PostgreSQL";

    public async Task Inflict(Injured system, Random random)
    {
        var from = system.Clock.Now;
        await system.Stack.Database.StopImmediately();
        system.Counts.Killed();
        var open = await system.Upstream.Open();
        // One that an earlier fault has stalled could not tell its worker that it closes: its end would not be pending when the database is back.
        var broken = open.Where(connection => connection is { Session: not null, Faults: [] }).OrderBy(_ => random.Next()).Take(Broken).ToList();
        foreach (var connection in broken) await system.Upstream.Break(connection, "close");
        await Task.Delay(TimeSpan.FromSeconds(0.3 + random.NextDouble() * random.NextDouble() * 8));
        await system.Stack.Database.Start();
        system.Counts.Add(new Outage(from, system.Clock.Now, [.. broken.Select(connection => connection.Session!.Value)]));
    }
}
