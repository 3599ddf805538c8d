using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// A live session from the document of its conversation. Its fields are text, so that one invalid document does not fail a query over many.
/// </summary>
/// <param name="Resumes">Whether the start asked for another worker to resume the session if this one is lost.</param>
public sealed record LiveSessionRow(ConversationKey Conversation, string? Session, string? WorkerId, string? Epoch, bool Resumes)
{
    /// <summary>The session's id; null if the document has no valid id.</summary>
    public Guid? Id => Guid.TryParse(Session, out var id) ? id : null;

    /// <exception cref="FormatException">The document has no valid id.</exception>
    public Guid SessionId => Id
        ?? throw new FormatException($"The document of conversation {Conversation} has no valid session id: {Session}");

    /// <exception cref="FormatException">The document has no valid owner.</exception>
    public OwnerToken Owner => WorkerId is not null && int.TryParse(Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
        ? new OwnerToken(WorkerId, epoch)
        : throw new FormatException($"The document of conversation {Conversation} has no valid owner: {WorkerId}, epoch {Epoch}");
}

/// <summary>Finds live sessions. It reads the conversation documents, by the index of live sessions.</summary>
public sealed class LiveSessionQueries(NpgsqlDataSource database)
{
    const string Columns =
        "d.id, d.data -> 'live' ->> 'sessionId', d.data -> 'live' -> 'owner' ->> 'workerId', d.data -> 'live' -> 'owner' ->> 'epoch', "
        + "coalesce(d.data -> 'live' -> 'options' ->> 'onWorkerLost' = 'resume', false)";

    // List the phases: for "is not null" the planner assumes that it is true for every conversation, and reads all of them.
    internal const string IsLive = "d.data -> 'live' ->> 'phase' in ('requested', 'claimed', 'started', 'ending')";

    const int PageSize = 500;

    /// <summary>
    /// Sessions that were requested at least this long ago and that no worker has claimed, up to a number. The time is that of the request,
    /// since every text changes the document. The document's time counts only if it is earlier, because the API's clock may be ahead of the
    /// database's.
    /// </summary>
    public const string UnclaimedQuery =
        $"""
         select {Columns} from mt_doc_conversation d
         join lateral (select e.timestamp from mt_events e where e.stream_id = d.id and e.type = 'session_requested'
             order by e.version desc limit 1) requested on true
         where d.data -> 'live' ->> 'phase' = 'requested' and least(requested.timestamp, d.mt_last_modified) < clock_timestamp() - $1
         order by requested.timestamp limit $2
         """;

    public Task<List<LiveSessionRow>> Unclaimed(TimeSpan since, int more, CancellationToken ct) =>
        Read(UnclaimedQuery, ct, new NpgsqlParameter<TimeSpan> { TypedValue = since },
            new NpgsqlParameter<int> { TypedValue = PageSize + more });

    /// <summary>The sessions of these workers.</summary>
    public Task<List<LiveSessionRow>> OwnedBy(string[] workers, CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         where {IsLive} and d.data -> 'live' -> 'owner' ->> 'workerId' = any($1)
         """, ct, new NpgsqlParameter<string[]> { TypedValue = workers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });

    /// <summary>The sessions whose worker has no row: somebody removed it, or a stop left a session behind.</summary>
    public Task<List<LiveSessionRow>> Orphaned(CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         where {IsLive} and d.data -> 'live' -> 'owner' ->> 'workerId' is not null
           and not exists (select from realtime.worker w where w.id = d.data -> 'live' -> 'owner' ->> 'workerId')
         """, ct);

    /// <summary>The sessions that a key of a tenant has started. Their requests have the id of the key.</summary>
    public Task<List<LiveSessionRow>> StartedBy(Tenant tenant, string key, CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         join lateral (select e.headers ->> 'key' as key from mt_events e where e.stream_id = d.id and e.type = 'session_requested'
             order by e.version desc limit 1) requested on true
         where {IsLive} and {TenantColumn.Of("d.id")} = $1 and requested.key = $2
         """, ct, new NpgsqlParameter<string> { TypedValue = tenant.ToString(), NpgsqlDbType = NpgsqlDbType.Varchar },
            new NpgsqlParameter<string> { TypedValue = key });

    async Task<List<LiveSessionRow>> Read(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<LiveSessionRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new LiveSessionRow(ConversationKey.Parse(reader.GetString(0)), Text(1), Text(2), Text(3), reader.GetBoolean(4)));
        return rows;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
