using Npgsql;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The progress of the seals: Sequence is the last event up to which the log is sealed, Last is the last event, and Behind counts unsealed
/// events.
/// </summary>
public sealed record Sealing(long Sequence, long Last, long Behind);

public sealed class SealProgress(NpgsqlDataSource database)
{
    public async Task<Sealing> Read(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Read(connection, ct);
    }

    internal static async Task<Sealing> Read(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
             with reached as (select coalesce(max(last_seq_id), 0) as seq from mt_event_progression where name = '{Sealer.ProgressRow}')
             select reached.seq, coalesce((select max(seq_id) from mt_events), 0),
                 (select count(*) from mt_events e where e.seq_id > reached.seq and e.type <> '{History.Tombstone}'
                    and not exists (select from realtime.seal s where s.stream = e.stream_id and s.version = e.version))
             from reached
             """, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Sealing(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }
}
