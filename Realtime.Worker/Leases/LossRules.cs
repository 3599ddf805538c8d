namespace Realtime.Worker.Leases;

/// <summary>The row of a worker whose lease has expired, by the database's clock.</summary>
/// <param name="ExpiresAt">The stored time: a row with another one has changed since it was read.</param>
/// <param name="Overdue">The time since then, when the row was read.</param>
/// <param name="IsLost">Another worker has declared it lost, at <paramref name="ExpiresAt"/>, and recovers its sessions.</param>
readonly record struct ExpiredWorker(string Id, DateTime ExpiresAt, TimeSpan Overdue, bool IsLost);

/// <summary>Which workers a sweep declares lost.</summary>
static class LossRules
{
    /// <summary>A recovery that took longer than this counts as unfinished: another worker goes on with it.</summary>
    static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(5);

    /// <summary>The workers that this sweep declares lost, and whose sessions it recovers.</summary>
    public static IReadOnlyList<ExpiredWorker> Taken(IEnumerable<ExpiredWorker> expired) =>
        [.. expired.Where(worker => !worker.IsLost || worker.Overdue > RecoveryPatience)];
}
