using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>A live session as its conversation's document has it.</summary>
/// <param name="Resumes">The start asked for another worker to go on where this one is lost.</param>
sealed record LiveRow(string Conversation, Guid SessionId, string? WorkerId, int Epoch, bool Resumes)
{
    public OwnerToken Owner => new(WorkerId!, Epoch);
}

/// <summary>Which sessions need somebody: reads of the conversation documents, on the index over live ones.</summary>
sealed class LiveSessionQueries(NpgsqlDataSource database)
{
    const string Columns =
        "d.id, (d.data -> 'live' ->> 'sessionId')::uuid, d.data -> 'live' -> 'owner' ->> 'workerId', coalesce((d.data -> 'live' -> 'owner' ->> 'epoch')::int, 0), "
        + "coalesce(d.data -> 'live' -> 'options' ->> 'onWorkerLost' = 'resume', false)";

    // By name: of "is not null" the planner believes that it is true of every conversation there is, and reads them all.
    const string IsLive = "d.data -> 'live' ->> 'phase' in ('requested', 'claimed', 'started', 'ending')";

    /// <summary>
    /// Requested at least so long ago, and claimed by nobody. Its request dates a session, not the document, which every text for it changes; only
    /// where an API's clock is ahead of the database's does the document tell more.
    /// </summary>
    public const string UnclaimedQuery =
        $"""
         select {Columns} from mt_doc_conversation d
         join lateral (select e.timestamp from mt_events e where e.stream_id = d.id and e.type = 'session_requested' order by e.version desc limit 1) requested on true
         where d.data -> 'live' ->> 'phase' = 'requested' and least(requested.timestamp, d.mt_last_modified) < clock_timestamp() - $1
         order by requested.timestamp limit 500
         """;

    public Task<List<LiveRow>> Unclaimed(TimeSpan since, CancellationToken ct) =>
        Read(UnclaimedQuery, ct, new NpgsqlParameter<TimeSpan> { TypedValue = since });

    /// <summary>Owned by one of these workers.</summary>
    public Task<List<LiveRow>> OwnedBy(string[] workers, CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         where {IsLive} and d.data -> 'live' -> 'owner' ->> 'workerId' = any($1)
         """, ct, new NpgsqlParameter<string[]> { TypedValue = workers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });

    /// <summary>Owned by a worker that has no row: it was removed by hand, or by a stop that left a session behind.</summary>
    public Task<List<LiveRow>> Orphaned(CancellationToken ct) => Read(
        $"""
         select {Columns} from mt_doc_conversation d
         where {IsLive} and d.data -> 'live' -> 'owner' ->> 'workerId' is not null
           and not exists (select from realtime.worker w where w.id = d.data -> 'live' -> 'owner' ->> 'workerId')
         """, ct);

    /// <summary>
    /// Declares workers lost whose lease ran out, so that they cannot renew it any more; gives those that were just declared, and those
    /// whose recovery was begun by somebody who did not finish it.
    /// </summary>
    public async Task<string[]> DeclareLost(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with declared as (
                update realtime.worker set lost = true, expires_at = clock_timestamp()
                where id in (select id from realtime.worker
                             where expires_at < clock_timestamp() - case when lost then interval '5 seconds' else interval '0' end
                             for update skip locked)
                returning id)
            select id from declared
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var workers = new List<string>();
        while (await reader.ReadAsync(ct)) workers.Add(reader.GetString(0));
        return [.. workers];
    }

    public async Task Forget(string[] workers, CancellationToken ct)
    {
        await using var command = database.CreateCommand("delete from realtime.worker where id = any($1) and lost");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = workers, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await command.ExecuteNonQueryAsync(ct);
    }

    async Task<List<LiveRow>> Read(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<LiveRow>();
        while (await reader.ReadAsync(ct))
            rows.Add(new LiveRow(reader.GetString(0), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4)));
        return rows;
    }
}
