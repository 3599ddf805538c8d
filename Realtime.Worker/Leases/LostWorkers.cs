using Npgsql;
using NpgsqlTypes;

namespace Realtime.Worker.Leases;

/// <summary>Declares workers lost whose lease ran out, so that they cannot renew it any more.</summary>
sealed class LostWorkers(NpgsqlDataSource database, DatabaseWatch watch, TimeProvider time)
{
    /// <summary>
    /// Those that were just declared, and those whose recovery was begun by somebody who did not finish it. They are looked for first, and declared as
    /// they were found: a question that waited in a database that stood still is answered late, and then nobody is declared.
    /// </summary>
    public async Task<string[]> Declare(CancellationToken ct)
    {
        if (watch.UntilJudgement > TimeSpan.Zero) return [];
        var asked = time.GetTimestamp();
        var (ids, ranOut) = await Expired(ct);
        watch.Answered(asked);
        if (ids.Length == 0 || watch.UntilJudgement > TimeSpan.Zero) return [];

        await using var command = database.CreateCommand(
            """
            update realtime.worker w set lost = true, expires_at = clock_timestamp()
            from unnest($1, $2) as found(id, expires_at) where w.id = found.id and w.expires_at = found.expires_at returning w.id
            """);
        command.Parameters.Add(Ids(ids));
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = ranOut, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var workers = new List<string>();
        while (await reader.ReadAsync(ct)) workers.Add(reader.GetString(0));
        return [.. workers];
    }

    /// <summary>Their sessions are looked after.</summary>
    public async Task Forget(string[] workers, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from realtime.worker where id = any($1) and lost");
        command.Parameters.Add(Ids(workers));
        await command.ExecuteNonQueryAsync(ct);
    }

    async Task<(string[] Ids, DateTime[] RanOut)> Expired(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select id, expires_at from realtime.worker where expires_at < clock_timestamp() - case when lost then interval '5 seconds' else interval '0' end");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(string Id, DateTime RanOut)>();
        while (await reader.ReadAsync(ct)) found.Add((reader.GetString(0), reader.GetDateTime(1)));
        return ([.. found.Select(f => f.Id)], [.. found.Select(f => f.RanOut)]);
    }

    static NpgsqlParameter<string[]> Ids(string[] ids) => new() { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar };
}
