using Npgsql;

namespace Realtime.Worker.Leases;

/// <summary>Declares workers lost whose lease expired; they cannot renew it any more.</summary>
sealed class LostWorkers(NpgsqlDataSource database, DatabaseWatch watch, TimeProvider time)
{
    /// <summary>
    /// Returns a worker that it declared lost, or a lost one whose recovery another worker did not finish; null if there is none. It reads
    /// the expired leases first, and declares only one that is unchanged: if the answer comes late because the database stood still, it
    /// declares nobody.
    /// </summary>
    public async Task<string?> Declare(CancellationToken ct)
    {
        if (watch.UntilJudgement > TimeSpan.Zero) return null;
        var asked = time.GetTimestamp();
        var taken = LossRules.Taken(await Expired(ct), Random.Shared);
        watch.Answered(asked);
        if (taken is not { } worker || watch.UntilJudgement > TimeSpan.Zero) return null;
        await using var command = database.CreateCommand(
            "update realtime.worker set lost = true, expires_at = clock_timestamp() where id = $1 and expires_at = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = worker.Id });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = worker.ExpiresAt });
        return await command.ExecuteNonQueryAsync(ct) == 1 ? worker.Id : null;
    }

    /// <summary>Renews the hold of this worker on the recovery of a lost one.</summary>
    public Task Keep(string worker, CancellationToken ct) =>
        Execute("update realtime.worker set expires_at = clock_timestamp() where id = $1 and lost", worker, ct);

    /// <summary>Deletes the row of a worker whose sessions have been recovered.</summary>
    public Task Forget(string worker, CancellationToken ct) => Execute("delete from realtime.worker where id = $1 and lost", worker, ct);

    async Task<List<ExpiredWorker>> Expired(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select id, expires_at, clock_timestamp() - expires_at, lost from realtime.worker where expires_at < clock_timestamp()");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<ExpiredWorker>();
        while (await reader.ReadAsync(ct))
            found.Add(new ExpiredWorker(reader.GetString(0), reader.GetDateTime(1), reader.GetTimeSpan(2), reader.GetBoolean(3)));
        return found;
    }

    async Task Execute(string sql, string worker, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = worker });
        await command.ExecuteNonQueryAsync(ct);
    }
}
