using Realtime.Worker.Leases;

namespace Realtime.Fleet;

/// <summary>The row of a worker in the store. Times are the store's.</summary>
sealed record WorkerRow(string Id, SimulatedWorker Worker)
{
    public TimeSpan ExpiresAt { get; set; }
    public bool IsLost { get; set; }
    public bool IsDraining { get; set; }
    public int Load { get; set; }
}

sealed class WorkerRows(VirtualTime time)
{
    readonly Dictionary<string, WorkerRow> rows = new(StringComparer.Ordinal);

    public int Count => rows.Count;

    public IEnumerable<WorkerRow> All => rows.Values;

    public WorkerRow? Find(string id) => rows.GetValueOrDefault(id);

    public bool IsAlive(WorkerRow row) => !row.IsLost && row.ExpiresAt > time.Now;

    /// <summary>Whether a worker that renewed before now may have read this row as that of a living worker.</summary>
    public bool WasAlive(WorkerRow row) => !row.IsLost && row.ExpiresAt > time.Now - TimeSpan.FromMinutes(2);

    /// <summary>Writes the row of a worker; false if it was declared lost.</summary>
    public bool Renew(SimulatedWorker worker, TimeSpan lease)
    {
        if (!rows.TryGetValue(worker.Id, out var row)) rows[worker.Id] = row = new WorkerRow(worker.Id, worker);
        if (row.IsLost) return false;
        (row.ExpiresAt, row.Load, row.IsDraining) = (time.Now + lease, worker.Count, worker.IsDraining);
        return true;
    }

    /// <summary>A worker gave this id up: its lease ends now.</summary>
    public void Expire(string id)
    {
        if (rows.TryGetValue(id, out var row) && IsAlive(row)) row.ExpiresAt = time.Now;
    }

    public void Remove(string id) => rows.Remove(id);

    public List<ExpiredWorker> Expired() =>
        [.. rows.Values.Where(row => row.ExpiresAt < time.Now)
            .Select(row => new ExpiredWorker(row.Id, At(row.ExpiresAt), time.Now - row.ExpiresAt, row.IsLost))];

    /// <summary>Declares a worker lost if its row has not changed since it was read.</summary>
    public bool Declare(ExpiredWorker found)
    {
        if (Find(found.Id) is not { } row || At(row.ExpiresAt) != found.ExpiresAt) return false;
        (row.IsLost, row.ExpiresAt) = (true, time.Now);
        return true;
    }

    /// <summary>Renews the hold on the recovery of a lost worker.</summary>
    public bool Keep(string id)
    {
        if (Find(id) is not { IsLost: true } row) return false;
        row.ExpiresAt = time.Now;
        return true;
    }

    /// <summary>Deletes the row of a lost worker whose sessions have been recovered.</summary>
    public bool Forget(string id) => Find(id) is { IsLost: true } && rows.Remove(id);

    static DateTime At(TimeSpan moment) => DateTime.UnixEpoch + moment;
}
