namespace Realtime.EventLog;

/// <summary>The row of a worker, with times by the database's clock.</summary>
/// <param name="Load">The sessions that it owns or is claiming, as it last reported; it reports a change within a second.</param>
/// <param name="Draining">It claims no more sessions, and waits for its own to end.</param>
/// <param name="Lost">Its lease has expired, and recovery has its sessions.</param>
/// <param name="LeaseMilliseconds">The time until its lease expires; negative if it has.</param>
/// <param name="Version">The version of its program; null for one that does not say.</param>
public sealed record KnownWorker(
    string Id, string Address, int Capacity, int Load, bool Draining, bool Lost, DateTimeOffset StartedAt, long LeaseMilliseconds,
    string? Version)
{
    public bool IsAlive => !Lost && LeaseMilliseconds > 0;
}
