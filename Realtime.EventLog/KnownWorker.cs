namespace Realtime.EventLog;

/// <summary>A worker's row, as the database's clock sees it.</summary>
/// <param name="Load">Sessions owned or being claimed, as the worker last said; it says so within a second.</param>
/// <param name="Draining">It claims nothing more, and waits for its sessions to end.</param>
/// <param name="Lost">Its lease ran out and recovery has its sessions.</param>
/// <param name="LeaseMilliseconds">Until its lease runs out; negative where it has.</param>
public sealed record KnownWorker(
    string Id, string Address, int Capacity, int Load, bool Draining, bool Lost, DateTimeOffset StartedAt, long LeaseMilliseconds)
{
    public bool IsAlive => !Lost && LeaseMilliseconds > 0;
}
