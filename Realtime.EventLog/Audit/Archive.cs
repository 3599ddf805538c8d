using Npgsql;
using NpgsqlTypes;

namespace Realtime.EventLog.Audit;

/// <summary>Conversations that are over: kept and readable, but taking nothing more.</summary>
public sealed class Archive(NpgsqlDataSource database, History history, SealStore seals)
{
    /// <summary>
    /// A document of the first version does not say that it is archived. Once, before there is an index that an archived conversation is not in:
    /// whoever looks for what is to be archived must not pass by all that is.
    /// </summary>
    internal const string MarkArchived =
        """
        update mt_doc_conversation d set data = d.data || '{"archived": true}'
        from mt_streams s where s.id = d.id and s.is_archived and d.data ->> 'archived' is null
        """;

    internal const string EndedIndex = "realtime_ended_conversations";

    internal const string Index =
        $"""
         create index if not exists {EndedIndex} on mt_doc_conversation (mt_last_modified)
         where data -> 'live' ->> 'phase' is null and data ->> 'archived' is null
         """;

    /// <summary>Of parameters: how long ago, how many, which not. An ended conversation's document was last changed by its end, at a time of the database's clock.</summary>
    public const string EndedQuery =
        $"""
         select d.id from mt_doc_conversation d
         join mt_streams s on s.id = d.id and not s.is_archived
         join lateral (select seq_id from mt_events e where e.stream_id = d.id and e.type = 'session_ended' order by version desc limit 1) ended on true
         where d.data -> 'live' ->> 'phase' is null and d.data ->> 'archived' is null and d.mt_last_modified < now() - $1 and d.id <> all($3)
             and ended.seq_id <= (select coalesce(max(last_seq_id), 0) from mt_event_progression where name = 'SessionSummary:All')
         order by d.mt_last_modified limit $2
         """;

    /// <summary>Conversations whose last session ended so long ago by the database's clock and that are not archived; the longest ended first.
    /// Only what the daemon has summed up: it passes archived events over.</summary>
    /// <param name="without">Conversations that could not be archived: they hold up no other.</param>
    public async Task<IReadOnlyList<string>> EndedSince(TimeSpan age, int limit, IReadOnlyCollection<string> without, CancellationToken ct)
    {
        await using var command = database.CreateCommand(EndedQuery);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = age });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. without], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(ct);
        var conversations = new List<string>();
        while (await row.ReadAsync(ct)) conversations.Add(row.GetString(0));
        return conversations;
    }

    /// <summary>False if a session is live: what is live cannot be archived. Sealed first, since the daemon passes archived events over.</summary>
    public async Task<bool> Close(string conversation, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Appends hold this row too: no start comes between the look and the archive.
        await Hold(transaction, conversation, ct);
        if (await Ask(transaction, "select data -> 'live' ->> 'phase' from mt_doc_conversation where id = $1", conversation, ct) is string) return false;
        await seals.SealAll(conversation, history, ct);
        await Close(transaction, conversation, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Until the transaction is over nobody else appends, archives or erases here. Whether it is archived; null where there is no such conversation.</summary>
    internal static async Task<bool?> Hold(NpgsqlTransaction transaction, string conversation, CancellationToken ct) =>
        (bool?)await Ask(transaction, "select is_archived from mt_streams where id = $1 for update", conversation, ct);

    internal static async Task Close(NpgsqlTransaction transaction, string conversation, CancellationToken ct)
    {
        await Ask(transaction, "select mt_archive_stream($1)", conversation, ct);
        await Ask(transaction, "update mt_doc_conversation set data = data || '{\"archived\": true}' where id = $1", conversation, ct);
    }

    /// <summary>For an erasure alone, which closes again before it commits. Marten has no way back.</summary>
    internal static Task Reopen(NpgsqlTransaction transaction, string conversation, CancellationToken ct) => Ask(transaction,
        """
        with stream as (update mt_streams set is_archived = false where id = $1)
        update mt_events set is_archived = false where stream_id = $1
        """, conversation, ct);

    static async Task<object?> Ask(NpgsqlTransaction transaction, string sql, string conversation, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        return await command.ExecuteScalarAsync(ct);
    }
}
