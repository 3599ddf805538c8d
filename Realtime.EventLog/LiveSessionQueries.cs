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

    /// <summary>The worker that owns the live session; null without one.</summary>
    internal const string Owner = "(d.data -> 'live' -> 'owner' ->> 'workerId')";

    // List the phases: for "is not null" the planner assumes that it is true for every conversation, and reads all of them.
    internal const string IsLive = "d.data -> 'live' ->> 'phase' in ('requested', 'claimed', 'started', 'ending')";

    /// <summary>
    /// Sessions that were requested at least this long ago and that no worker has claimed, up to <c>most</c>. The time is that of the request,
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

    public Task<List<LiveSessionRow>> Unclaimed(TimeSpan since, int most, CancellationToken ct) =>
        Read(UnclaimedQuery, ct, new NpgsqlParameter<TimeSpan> { TypedValue = since },
            new NpgsqlParameter<int> { TypedValue = most });

    /// <summary>A page of the sessions of a worker, in the order of their conversations.</summary>
    /// <param name="after">The last conversation of the page before; null for the first page.</param>
    public Task<List<LiveSessionRow>> OwnedBy(string worker, ConversationKey? after, int most, CancellationToken ct) => Read(
        $"select {Columns} from mt_doc_conversation d where {Owner} = $1 and d.id > $2 order by d.id limit $3", ct,
        new NpgsqlParameter<string> { TypedValue = worker }, new NpgsqlParameter<string> { TypedValue = after?.Stream ?? "" },
        new NpgsqlParameter<int> { TypedValue = most });

    /// <summary>
    /// The owners of sessions that have no row as workers: somebody removed it, or a stop left a session behind. The query goes from owner
    /// to owner in their index, and so reads a few rows, however many sessions are live.
    /// </summary>
    public async Task<List<string>> OwnersWithoutRow(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             with recursive owner(id) as (
                 (select min({Owner}) from mt_doc_conversation d where {Owner} is not null)
                 union all
                 select (select min({Owner}) from mt_doc_conversation d where {Owner} > o.id) from owner o where o.id is not null)
             select o.id from owner o
             where o.id is not null and not exists (select from realtime.worker w where w.id = o.id)
             """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var owners = new List<string>();
        while (await reader.ReadAsync(ct)) owners.Add(reader.GetString(0));
        return owners;
    }

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
