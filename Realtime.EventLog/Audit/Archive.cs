using Npgsql;

namespace Realtime.EventLog.Audit;

/// <summary>Conversations that are over: kept and readable, but taking nothing more.</summary>
public sealed class Archive(NpgsqlDataSource database, History history, SealStore seals)
{
    /// <summary>Conversations whose last session ended before a time and that are not archived; the longest ended first. Only what the
    /// daemon has summed up: it passes archived events over.</summary>
    public async Task<IReadOnlyList<string>> EndedBefore(DateTimeOffset time, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select d.id from mt_doc_conversation d
            join mt_streams s on s.id = d.id and not s.is_archived
            join lateral (select timestamp, seq_id from mt_events e where e.stream_id = d.id and e.type = 'session_ended' order by version desc limit 1) ended on true
            where d.data -> 'live' ->> 'phase' is null and ended.timestamp < $1
                and ended.seq_id <= (select coalesce(max(last_seq_id), 0) from mt_event_progression where name = 'SessionSummary:All')
            order by ended.timestamp limit $2
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(ct);
        var conversations = new List<string>();
        while (await row.ReadAsync(ct)) conversations.Add(row.GetString(0));
        return conversations;
    }

    /// <summary>False if a session is live: what is live cannot be archived. Sealed first, since the daemon passes archived events over.</summary>
    public async Task<bool> Close(string conversation, CancellationToken ct)
    {
        await seals.SealAll(conversation, history, ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Appends hold this row too: no start comes between the look and the archive.
        await Ask("select version from mt_streams where id = $1 for update");
        if (await Ask("select data -> 'live' ->> 'phase' from mt_doc_conversation where id = $1") is string) return false;
        await Ask("select mt_archive_stream($1)");
        await transaction.CommitAsync(ct);
        return true;

        async Task<object?> Ask(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
            return await command.ExecuteScalarAsync(ct);
        }
    }

    /// <summary>For an erasure alone. Marten has no way back.</summary>
    internal async Task Reopen(string conversation, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with stream as (update mt_streams set is_archived = false where id = $1)
            update mt_events set is_archived = false where stream_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        await command.ExecuteNonQueryAsync(ct);
    }
}
