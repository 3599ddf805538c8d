using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// The progress of the seals: Sequence is the last event up to which the log is sealed, Last is the last event, and Behind counts unsealed
/// events.
/// </summary>
public sealed record Sealing(long Sequence, long Last, long Behind);

/// <summary>
/// The events of a tenant, or of all, that are not sealed yet: how many, and the time of the oldest one. Unsealed counts the conversations
/// that cannot be sealed.
/// </summary>
public sealed record SealLag(long Behind, DateTimeOffset? Since, long Unsealed);

public sealed class SealProgress(NpgsqlDataSource database)
{
    public async Task<Sealing> Read(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Read(connection, ct);
    }

    /// <summary>The lag of a tenant's conversations, or of all conversations if the tenant is null. It costs what is not sealed.</summary>
    public async Task<SealLag> LagOf(Tenant? tenant, CancellationToken ct)
    {
        string Own(string stream) => tenant is null ? "$1 = ''" : $"{TenantColumn.Of(stream)} = $1";
        // By itself: with a number the planner knows that few events follow it, and does not read all of them.
        await using var reached =
            database.CreateCommand($"select coalesce(max(last_seq_id), 0) from mt_event_progression where name = '{Sealer.ProgressRow}'");
        var sealedUpTo = (long)(await reached.ExecuteScalarAsync(ct))!;
        await using var command = database.CreateCommand(
            $"""
             select count(*), min(e.timestamp), (select count(*) from realtime.unsealed u where {Own("u.stream")})
             from mt_events e where e.seq_id > $2 and e.type <> '{History.Tombstone}' and {Own("e.stream_id")}
                 and not exists (select from realtime.seal s where s.stream = e.stream_id and s.version = e.version)
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant?.ToString() ?? "" });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = sealedUpTo });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new SealLag(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1).ToUniversalTime(), row.GetInt64(2));
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
