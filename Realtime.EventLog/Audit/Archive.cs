using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>A conversation whose last session ended, and when its document last changed.</summary>
public sealed record EndedConversation(ConversationKey Id, DateTime LastModified);

/// <summary>Archives conversations. An archived conversation stays readable and takes no events.</summary>
public sealed class Archive(NpgsqlDataSource database, AuditConnections held, History history, SealStore seals)
{
    /// <summary>
    /// Marks the documents of conversations that the first version archived, which does not say so in the document. It runs once, before
    /// the index exists. Archived conversations are not in the index, so that the search for conversations to archive does not read them.
    /// </summary>
    internal const string MarkArchived =
        """
        update mt_doc_conversation d set data = d.data || '{"archived": true}'
        from mt_streams s where s.id = d.id and s.is_archived and d.data ->> 'archived' is null
        """;

    internal const string EndedIndex = "realtime_ended_conversations";

    internal const string Index =
        $"""
         create index if not exists {EndedIndex} on mt_doc_conversation (mt_last_modified, id)
         where data -> 'live' ->> 'phase' is null and data ->> 'archived' is null
         """;

    /// <summary>
    /// $1 how long ago, $2 how many, after $3 and $4. The end changes the document of a conversation last, at a time of the database's
    /// clock.
    /// </summary>
    const string EndedQuery =
        """
        select d.id, d.mt_last_modified from mt_doc_conversation d
        join mt_streams s on s.id = d.id and not s.is_archived
        join lateral (select seq_id from mt_events e where e.stream_id = d.id and e.type = 'session_ended'
            order by version desc limit 1) ended on true
        where d.data -> 'live' ->> 'phase' is null and d.data ->> 'archived' is null
            and d.mt_last_modified < now() - $1 and (d.mt_last_modified, d.id) > ($3, $4)
            and ended.seq_id <= (select coalesce(max(last_seq_id), 0) from mt_event_progression where name = 'SessionSummary:All')
        order by d.mt_last_modified, d.id limit $2
        """;

    /// <summary>
    /// The conversations that are not archived and whose last session ended at least this long ago by the database's clock, the oldest end
    /// first. Only those that the daemon has summarized, because it skips archived events.
    /// </summary>
    /// <param name="after">The last conversation of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<EndedConversation>> EndedSince(TimeSpan age, int limit, EndedConversation? after, CancellationToken ct)
    {
        await using var command = database.CreateCommand(EndedQuery);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = age });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var (modified, id) = (after?.LastModified ?? DateTime.UnixEpoch, after?.Id.Stream ?? "");
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = modified, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id, NpgsqlDbType = NpgsqlDbType.Varchar });
        await using var row = await command.ExecuteReaderAsync(ct);
        var conversations = new List<EndedConversation>();
        while (await row.ReadAsync(ct))
            conversations.Add(new EndedConversation(ConversationKey.Parse(row.GetString(0)), row.GetDateTime(1)));
        return conversations;
    }

    /// <summary>Whether the daemon has summarized all events of a conversation.</summary>
    public async Task<bool> IsSummarized(ConversationKey conversation, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select coalesce((select seq_id from mt_events where stream_id = $1 order by version desc limit 1), 0)
                <= (select coalesce(max(last_seq_id), 0) from mt_event_progression where name = 'SessionSummary:All')
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>
    /// Archives a conversation; false if a session is live. It seals the conversation first, since the daemon skips archived events.
    /// </summary>
    public async Task<bool> Close(ConversationKey conversation, CancellationToken ct)
    {
        await using var connection = await held.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Appends lock this row too, so no start can come between the check and the archiving.
        await Hold(transaction, conversation, ct);
        if (await Ask(transaction, "select data -> 'live' ->> 'phase' from mt_doc_conversation where id = $1", conversation, ct) is string)
            return false;
        await seals.SealAll(conversation, history, ct);
        await Close(transaction, conversation, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>
    /// Locks a conversation against appends, archiving and erasures until the transaction ends. Returns whether it is archived; null if it
    /// does not exist.
    /// </summary>
    internal static async Task<bool?> Hold(NpgsqlTransaction transaction, ConversationKey conversation, CancellationToken ct) =>
        (bool?)await Ask(transaction, "select is_archived from mt_streams where id = $1 for update", conversation, ct);

    internal static async Task Close(NpgsqlTransaction transaction, ConversationKey conversation, CancellationToken ct)
    {
        await Ask(transaction, "select mt_archive_stream($1)", conversation, ct);
        await Ask(transaction, "update mt_doc_conversation set data = data || '{\"archived\": true}' where id = $1", conversation, ct);
    }

    /// <summary>Only for an erasure, which closes the conversation again before it commits. Marten cannot undo archiving.</summary>
    internal static Task Reopen(NpgsqlTransaction transaction, ConversationKey conversation, CancellationToken ct) => Ask(transaction,
        """
        with stream as (update mt_streams set is_archived = false where id = $1)
        update mt_events set is_archived = false where stream_id = $1
        """, conversation, ct);

    static async Task<object?> Ask(NpgsqlTransaction transaction, string sql, ConversationKey conversation, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation.Stream });
        return await command.ExecuteScalarAsync(ct);
    }
}
