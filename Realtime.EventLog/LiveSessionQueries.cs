using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>A live session as its conversation's document has it: as text, so that one that says something odd spoils no query over many.</summary>
/// <param name="Resumes">The start asked for another worker to go on where this one is lost.</param>
public sealed record LiveSessionRow(string Conversation, string? Session, string? WorkerId, string? Epoch, bool Resumes)
{
    /// <summary>Null where the document says something that is no id.</summary>
    public Guid? Id => Guid.TryParse(Session, out var id) ? id : null;

    /// <exception cref="FormatException">The document's is no id.</exception>
    public Guid SessionId => Id ?? throw new FormatException($"The document of conversation {Conversation} names no session: {Session}");

    /// <exception cref="FormatException">The document names none.</exception>
    public OwnerToken Owner => WorkerId is not null && int.TryParse(Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
        ? new OwnerToken(WorkerId, epoch)
        : throw new FormatException($"The document of conversation {Conversation} names no owner: {WorkerId}, epoch {Epoch}");
}

/// <summary>Which sessions need somebody: reads of the conversation documents, on the index over live ones.</summary>
public sealed class LiveSessionQueries(NpgsqlDataSource database)
{
    const string Columns =
        "d.id, d.data -> 'live' ->> 'sessionId', d.data -> 'live' -> 'owner' ->> 'workerId', d.data -> 'live' -> 'owner' ->> 'epoch', "
        + "coalesce(d.data -> 'live' -> 'options' ->> 'onWorkerLost' = 'resume', false)";

    // By name: of "is not null" the planner believes that it is true of every conversation there is, and reads them all.
    const string IsLive = "d.data -> 'live' ->> 'phase' in ('requested', 'claimed', 'started', 'ending')";

    const int PageSize = 500;

    /// <summary>
    /// Requested at least so long ago, and claimed by nobody; so many. Its request dates a session, not the document, which every text for it changes; only
    /// where an API's clock is ahead of the database's does the document tell more.
    /// </summary>
    public const string UnclaimedQuery =
        $"""
         select {Columns} from mt_doc_conversation d
         join lateral (select e.timestamp from mt_events e where e.stream_id = d.id and e.type = 'session_requested' order by e.version desc limit 1) requested on true
         where d.data -> 'live' ->> 'phase' = 'requested' and least(requested.timestamp, d.mt_last_modified) < clock_timestamp() - $1
         order by requested.timestamp limit $2
         """;

    public Task<List<LiveSessionRow>> Unclaimed(TimeSpan since, int more, CancellationToken ct) =>
        Read(UnclaimedQuery, ct, new NpgsqlParameter<TimeSpan> { TypedValue = since }, new NpgsqlParameter<int> { TypedValue = PageSize + more });

    /// <summary>Owned by one of these workers.</summary>
    public Task<List<LiveSessionRow>> OwnedBy(string[] workers, CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         where {IsLive} and d.data -> 'live' -> 'owner' ->> 'workerId' = any($1)
         """, ct, new NpgsqlParameter<string[]> { TypedValue = workers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });

    /// <summary>Owned by a worker that has no row: it was removed by hand, or by a stop that left a session behind.</summary>
    public Task<List<LiveSessionRow>> Orphaned(CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         where {IsLive} and d.data -> 'live' -> 'owner' ->> 'workerId' is not null
           and not exists (select from realtime.worker w where w.id = d.data -> 'live' -> 'owner' ->> 'workerId')
         """, ct);

    async Task<List<LiveSessionRow>> Read(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<LiveSessionRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new LiveSessionRow(reader.GetString(0), Text(1), Text(2), Text(3), reader.GetBoolean(4)));
        return rows;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
