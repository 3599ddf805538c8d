using System.Collections.Concurrent;
using Realtime.Chaos.Watch;

namespace Realtime.Chaos.Faults;

/// <summary>Counts how often the run inflicted each fault. Safe for any thread.</summary>
sealed class FaultCounts
{
    readonly ConcurrentDictionary<string, int> counts = new();
    readonly ConcurrentQueue<Outage> outages = new();
    readonly ConcurrentQueue<TimeSpan> stops = new();
    int kills;

    /// <summary>The number of processes killed with kill -9, and of immediate shutdowns of PostgreSQL.</summary>
    public int Kills => Volatile.Read(ref kills);

    public IReadOnlyDictionary<string, int> ByName => counts;
    public IReadOnlyCollection<Outage> Outages => outages;

    /// <summary>How long each process took to exit after SIGTERM.</summary>
    public IReadOnlyCollection<TimeSpan> Stops => stops;

    public void Add(string name) => counts.AddOrUpdate(name, 1, static (_, before) => before + 1);

    public void Killed() => Interlocked.Increment(ref kills);

    public void Add(Outage outage) => outages.Enqueue(outage);

    public void Stopped(TimeSpan took) => stops.Enqueue(took);
}
