namespace Realtime.Worker.Leases;

/// <summary>The row of a worker whose lease has expired, by the database's clock.</summary>
/// <param name="ExpiresAt">The stored time: a row with another one has changed since it was read.</param>
/// <param name="Overdue">The time since then, when the row was read.</param>
/// <param name="IsLost">Another worker has declared it lost, at <paramref name="ExpiresAt"/>, and recovers its sessions.</param>
readonly record struct ExpiredWorker(string Id, DateTime ExpiresAt, TimeSpan Overdue, bool IsLost);

/// <summary>
/// Which worker a sweep declares lost: one after the other, so that the sweeps of all workers share the lost ones when many are lost at
/// once.
/// </summary>
static class LossRules
{
    /// <summary>How many sessions a recovery reads at a time. After each page it renews its hold on the lost worker.</summary>
    public const int Page = 100;

    /// <summary>A recovery that did not renew its hold for this long counts as unfinished: another worker goes on with it.</summary>
    static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(5);

    /// <summary>The worker that this sweep declares lost, and whose sessions it recovers: any of those that nobody recovers.</summary>
    public static ExpiredWorker? Taken(IEnumerable<ExpiredWorker> expired, Random random)
    {
        var free = expired.Where(worker => !worker.IsLost || worker.Overdue > RecoveryPatience).ToList();
        return free.Count == 0 ? null : free[random.Next(free.Count)];
    }
}
