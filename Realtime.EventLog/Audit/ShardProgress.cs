using Npgsql;

namespace Realtime.EventLog.Audit;

/// <summary>How far a projection, or the seals, have come in the log, on whichever node they run.</summary>
/// <param name="Reached">The sequence up to which everything is done.</param>
/// <param name="Last">The last sequence of the log.</param>
/// <param name="StandsStill">How long nothing was done while events waited.</param>
/// <param name="Lag">The age of the oldest event that waits; zero if none does.</param>
/// <param name="Skipped">The number of events that it could not read.</param>
/// <param name="Unsealed">The number of conversations that cannot be sealed; 0 for a projection.</param>
public sealed record ShardProgress(long Reached, long Last, TimeSpan StandsStill, TimeSpan Lag, long Skipped, long Unsealed)
{
    /// <param name="shard">The name of a projection, or of the seals.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<ShardProgress> Read(NpgsqlDataSource database, string shard, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             with reached as (select coalesce(max(last_seq_id), 0) as seq, max(last_updated) as at from mt_event_progression
                 where name = $1)
             select reached.seq, coalesce((select max(seq_id) from mt_events), 0),
                 coalesce(extract(epoch from clock_timestamp() - greatest(reached.at, waiting.timestamp)), 0)::float8,
                 coalesce(extract(epoch from clock_timestamp() - waiting.timestamp), 0)::float8,
                 (select count(*) from mt_doc_deadletterevent where data ->> 'projectionName' = $2),
                 case $2 when '{Sealer.Name}' then (select count(*) from realtime.unsealed) else 0 end
             from reached left join lateral (select timestamp from mt_events e
                 where e.seq_id > reached.seq and e.type <> '{History.Tombstone}' order by e.seq_id limit 1) waiting on true
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = shard + ":All" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = shard });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var waits = row.GetDouble(3) > 0;
        return new ShardProgress(row.GetInt64(0), row.GetInt64(1), waits ? Seconds(row.GetDouble(2)) : TimeSpan.Zero,
            Seconds(row.GetDouble(3)), row.GetInt64(4), row.GetInt64(5));
    }

    /// <summary>The clock of whoever appended an event may be ahead of the database's.</summary>
    static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds));
}
