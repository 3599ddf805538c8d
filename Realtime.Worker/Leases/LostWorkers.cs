using Npgsql;
using NpgsqlTypes;

namespace Realtime.Worker.Leases;

/// <summary>Declares workers lost whose lease expired; they cannot renew it any more.</summary>
sealed class LostWorkers(NpgsqlDataSource database, DatabaseWatch watch, TimeProvider time)
{
    /// <summary>
    /// Returns the workers that it declared lost, and lost ones whose recovery another worker did not finish. It reads the expired leases
    /// first, and declares only those that are unchanged: if the answer comes late because the database stood still, it declares nobody.
    /// </summary>
    public async Task<string[]> Declare(CancellationToken ct)
    {
        if (watch.UntilJudgement > TimeSpan.Zero) return [];
        var asked = time.GetTimestamp();
        var taken = LossRules.Taken(await Expired(ct));
        watch.Answered(asked);
        if (taken.Count == 0 || watch.UntilJudgement > TimeSpan.Zero) return [];

        await using var command = database.CreateCommand(
            """
            update realtime.worker w set lost = true, expires_at = clock_timestamp()
            from unnest($1, $2) as found(id, expires_at) where w.id = found.id and w.expires_at = found.expires_at returning w.id
            """);
        command.Parameters.Add(Ids([.. taken.Select(worker => worker.Id)]));
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. taken.Select(worker => worker.ExpiresAt)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var workers = new List<string>();
        while (await reader.ReadAsync(ct)) workers.Add(reader.GetString(0));
        return [.. workers];
    }

    /// <summary>Deletes the rows of workers whose sessions have been recovered.</summary>
    public async Task Forget(string[] workers, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from realtime.worker where id = any($1) and lost");
        command.Parameters.Add(Ids(workers));
        await command.ExecuteNonQueryAsync(ct);
    }

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

    static NpgsqlParameter<string[]> Ids(string[] ids) =>
        new() { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar };
}
