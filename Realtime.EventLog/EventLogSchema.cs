using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.EventLog.Access;
using Realtime.EventLog.Audit;
using Realtime.EventLog.Spending;
using Realtime.EventLog.Statistics;

namespace Realtime.EventLog;

/// <summary>
/// Creates our own tables beside Marten's. It also lets only one service at a time through its start-up: all services of a new stack start
/// at once, and Marten's schema migration fails if two run at the same time.
/// </summary>
public sealed partial class EventLogSchema(NpgsqlDataSource database, TimeProvider time,
    ILogger<EventLogSchema> logger) : IHostedLifecycleService
{
    public const string LiveIndex = "realtime_live_by_tenant";

    /// <summary>The index by which recovery finds the sessions of a worker.</summary>
    public const string OwnerIndex = "realtime_live_by_owner";

    /// <summary>The index of versions that counted no live sessions by tenant.</summary>
    internal const string FormerLiveIndex = "realtime_live_sessions";
    internal const string TenantIndex = "realtime_tenant_conversations";

    const long StartUpLock = 0x5265616C74696D65; // "Realtime"
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    const string Tables =
        """
        create schema if not exists realtime;
        create table if not exists realtime.worker (
            id varchar primary key,
            address varchar not null,
            capacity int not null,
            live int not null default 0,
            draining boolean not null default false,
            lost boolean not null default false,
            started_at timestamptz not null default clock_timestamp(),
            expires_at timestamptz not null);
        create table if not exists realtime.secret (
            name varchar primary key,
            value varchar not null,
            previous varchar);
        alter table realtime.worker add column if not exists version varchar;
        alter table realtime.secret add column if not exists previous varchar;
        """ + SealStore.Table + UnsealedConversations.Table + KeyRows.Table + ClientSecretRows.Table + CookieKeyRows.Table
        + SpendingRows.Tables + StatisticsRows.Tables;

    static readonly string Index =
        $"""
         create index if not exists {LiveIndex} on mt_doc_conversation ((data -> 'live' ->> 'phase'), {TenantColumn.Of("id")})
         where data -> 'live' ->> 'phase' is not null;
         drop index if exists {FormerLiveIndex};
         create index if not exists {OwnerIndex} on mt_doc_conversation ((data -> 'live' -> 'owner' ->> 'workerId'), id)
         where data -> 'live' -> 'owner' ->> 'workerId' is not null;
         """;

    /// <summary>The index by which queries find all conversations of a tenant.</summary>
    static readonly string TenantIndexes =
        $"""
         create index if not exists {TenantIndex} on mt_doc_conversation ({TenantColumn.Of("id")}, id);
         create index if not exists seal_by_tenant on realtime.seal ({TenantColumn.Of("stream")}, stream) where version = 1;
         """;

    /// <summary>
    /// Each phase of a session leaves a dead entry in the index of live sessions, and sweeps pass over it until a vacuum. By default
    /// PostgreSQL waits for a fifth of the table, which is more and more. An operator's own setting stays.
    /// </summary>
    const string Vacuum =
        """
        do $$ begin
            if not exists (select from pg_class where oid = 'mt_doc_conversation'::regclass
                and array_to_string(reloptions, ',') like '%autovacuum_vacuum_%') then
                alter table mt_doc_conversation set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
            end if;
        end $$;
        """;

    NpgsqlConnection? locked;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var until = time.GetTimestamp();
        while (true)
        {
            try
            {
                locked = await database.OpenConnectionAsync(cancellationToken);
                await Execute($"set lock_timeout = '30s'; select pg_advisory_lock({StartUpLock}); reset lock_timeout", cancellationToken);
                await Execute(Tables, cancellationToken);
                return;
            }
            catch (NpgsqlException e) when (time.GetElapsedTime(until) < Patience)
            {
                LogWaiting(e.Message);
                await Release();
                await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await MartenTables.Check(locked!, cancellationToken);
        await Execute(Index, cancellationToken);
        if (await IsMissing(Archive.EndedIndex, cancellationToken)) await Execute(Archive.MarkArchived, cancellationToken);
        await Execute(Archive.Index, cancellationToken);
        await Execute(TenantIndexes, cancellationToken);
        await Execute(Vacuum, cancellationToken);
        await Execute(SummaryStore.Indexes, cancellationToken);
        await Execute(SummaryCountRows.Create, cancellationToken);
        await Execute(SealStore.Progress, cancellationToken);
        await Release();
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Release();

    async Task<bool> IsMissing(string index, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select to_regclass($1) is null", locked);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = index });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    async Task Execute(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, locked);
        await command.ExecuteNonQueryAsync(ct);
    }

    async Task Release()
    {
        if (Interlocked.Exchange(ref locked, null) is not { } connection) return;
        // A pooled connection would keep the advisory lock, so release it.
        await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
        if (connection.State is System.Data.ConnectionState.Open) await unlock.ExecuteNonQueryAsync();
        await connection.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer. The start waits for it. {Reason}")]
    partial void LogWaiting(string reason);
}
