extern alias Worker;
using System.Globalization;
using Npgsql;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.EventLog.Statistics;
using Realtime.Sessions;
using Realtime.Testing.Servers;

namespace Realtime.Audit.Tests;

/// <summary>
/// The services' queries on a log of 100,000 sessions, of which all but a few have ended. None of them reads a whole table: the database
/// itself counts how often a table was read from end to end.
/// </summary>
public sealed class PlanTests : IAsyncLifetime
{
    const int Sessions = 100_000, Live = 50, Archived = 40_000;
    static readonly string[] Tables = ["mt_doc_sessionsummary", "mt_doc_conversation", "mt_events", "mt_streams", "session_statistic"];

    string connectionString = "";

    public async Task InitializeAsync()
    {
        connectionString = await SharedServers.NewDatabase();
        await using (await AuditStack.Start(connectionString)) { }
        await Execute(
            $$"""
            insert into mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
            select 'c-' || n, 'conversation', 3, now(), now(), '*DEFAULT*', n <= {{Archived}} from generate_series(1, {{Sessions}}) n;

            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select n * 3 + v, gen_random_uuid(), 'c-' || n, v + 1, jsonb_build_object('sessionId', md5(n::text)::uuid),
                (array['session_requested', 'session_claimed', 'session_ended'])[v + 1],
                    now() - make_interval(secs => ({{Sessions}} - n) * 60), '*DEFAULT*', 'x', n <= {{Archived}}
            from generate_series(1, {{Sessions}}) n, generate_series(0, 2) v where n <= {{Sessions - Live}} or v < 2;

            insert into mt_doc_conversation (id, data, mt_last_modified, mt_version, mt_dotnet_type)
            select 'c-' || n, jsonb_build_object('id', 'c-' || n) || case
                    when n <= {{Archived}} then jsonb_build_object('archived', true)
                    when n <= {{Sessions - Live}} then '{}'
                    else jsonb_build_object('live', jsonb_build_object('sessionId', md5(n::text)::uuid,
                        'phase', case n % 2 when 0 then 'requested' else 'started' end,
                        'owner', jsonb_build_object('workerId', 'w' || n % 4, 'epoch', 1))) end,
                now() - make_interval(secs => ({{Sessions}} - n) * 60), 3, 'x'
            from generate_series(1, {{Sessions}}) n;

            insert into mt_doc_sessionsummary (id, data, mt_last_modified, mt_version, mt_dotnet_type)
            select md5(n::text),
                jsonb_build_object('id', md5(n::text)::uuid, 'conversation', 'c-' || n, 'sequence', n * 3, 'requestedVersion', 1,
                'state', case when n > {{Sessions - Live}} then 'started' else 'ended' end,
                'model', 'model-' || n % 40, 'worker', 'w' || n % 400,
                'requestedAt', now(),
                'requestedUnixMilliseconds', (extract(epoch from now() - make_interval(secs => ({{Sessions}} - n) * 60)) * 1000)::bigint)
                || case when n > {{Sessions - Live}} then '{}'::jsonb
                    when n % 100 = 0 then '{"reason": "error"}' else '{"reason": "requested"}' end,
                now(), 1, 'x'
            from generate_series(1, {{Sessions}}) n;

            insert into realtime.session_statistic (id, tenant, model, requested_at, ended_at, reason, connect_ms)
            select md5(n::text), 'default', 'model-' || n % 40, at, case when n > {{Sessions - Live}} then 'infinity' else at + interval '30 s' end,
                'requested', n % 90
            from (select n, now() - make_interval(secs => ({{Sessions}} - n) * 60) as at from generate_series(1, {{Sessions}}) n) each;

            insert into mt_event_progression (name, last_seq_id) values ('SessionSummary:All', 1000000), ('Seals:All', 1000000)
                on conflict (name) do update set last_seq_id = 1000000;
            select setval('mt_events_sequence', 1000000);
            """);
        await Execute("vacuum analyze");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task No_query_on_a_large_log_reads_a_whole_table()
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(-20);
        var (own, none) = (Tenant.Default, new Tenant("has-nothing"));
        SummaryFilter[] lists = [
            new(own), new(own, own.Conversation("c-777")), new(own, State: "live"), new(own, State: "ended"), new(own, State: "started"),
            new(own, State: "requested"), new(own, Reason: "error"), new(own, Reason: "requested"), new(own, Reason: "worker_lost"),
            new(own, Model: "model-7"), new(own, Model: "none"), new(own, Worker: "w7"), new(own, Worker: "none"),
            new(own, From: day, To: day.AddDays(1)), new(own, To: day.AddYears(-1)),
            new(own, State: "ended", Reason: "error", Model: "model-20"), new(own, State: "live", Worker: "w7", From: day),
            new(none), new(none, State: "ended"),
            new(null), new(null, own.Conversation("c-777")), new(null, State: "live"), new(null, Worker: "w7"),
            new(null, From: day, To: day.AddDays(1)), new(own, Text: "c-77"), new(null, Text: "nowhere"), new(none, Text: "c")];
        SummaryFilter[] counts = [
            new(own, own.Conversation("c-777")), new(own, State: "live"), new(own, State: "started"), new(own, Reason: "error"),
            new(own, Model: "model-7"), new(own, Worker: "w7"), new(own, From: day, To: day.AddDays(1)), new(none),
            new(none, Reason: "error"), new(own, Text: "c-77"), new(own), new(null), new(null, From: day), new(null, State: "ended")];
        var scanned = new List<string>();
        foreach (var filter in lists)
        {
            await Asked($"list {filter}", store => store.Page(filter, null, 50, default));
            await Asked($"later page {filter}", store => store.Page(filter, Sessions, 50, default));
        }

        foreach (var filter in counts) await AskedOf($"counts {filter}",
            database => new SummaryCounts(database).Of(filter, [SummaryGroup.Day, SummaryGroup.Reason], default));
        await AskedOf("a session and its neighbours", database => new SummaryStore(database)
            .Find(own.Conversation("c-777"), Guid.Parse("00000000-0000-0000-0000-000000000001"), default));
        await AskedOf("lag of a tenant's seals", database => new SealProgress(database).LagOf(none, default));
        await AskedOf("statistics of a tenant", database => new StatisticsStore(database, TimeProvider.System).Of(own, day, day.AddDays(7), default));
        await AskedOf("statistics of all tenants",
            database => new StatisticsStore(database, TimeProvider.System).Of(null, day, day.AddDays(7), default));
        await AskedOf("heads of a tenant", async database => await new SealHeads(database).All(none, default).ToListAsync());
        await AskedOf("verification of a tenant", database => new LogVerification(database).All(none, default));
        await AskedOf("retention", database => Archive(database).EndedSince(TimeSpan.FromDays(30), 200, null, default));
        await AskedOf("retention's next page",
            database => Archive(database)
                .EndedSince(TimeSpan.FromDays(30), 200,
                    new(DefaultTenant.Of("c-50000"), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-35)), default));
        await AskedOf("retention with nothing to do", database => Archive(database).EndedSince(TimeSpan.FromDays(300), 200, null, default));
        await AskedOf("sessions that wait", database => new LiveSessionQueries(database).Unclaimed(TimeSpan.FromSeconds(1), 500, default));
        await AskedOf("sessions of a lost worker", database => new LiveSessionQueries(database).OwnedBy("w1", null, 100, default));
        await AskedOf("the next of them",
            database => new LiveSessionQueries(database).OwnedBy("w1", own.Conversation("c-99980"), 100, default));
        await AskedOf("sessions whose worker is unknown", database => new LiveSessionQueries(database).OwnersWithoutRow(default));
        await AskedOf("live sessions of a tenant, counted",
            database => new LiveSessionCounts(database, new TurnConnections(database)).Of(own, default));
        await AskedOf("live sessions of a key", database => new LiveSessionQueries(database).StartedBy(own, "rt_live_0123456789abcdef", default));
        Assert.Empty(scanned);

        Task Asked(string what, Func<SummaryStore, Task> ask) => AskedOf(what, database => ask(new SummaryStore(database)));

        async Task AskedOf(string what, Func<NpgsqlDataSource, Task> ask)
        {
            var before = await Scans();
            await using (var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false;Application Name=asking"))
                await ask(database);
            var after = await Scans();
            scanned.AddRange(Tables.Where(t => after[t] != before[t]).Select(t => $"{what}: {t}"));
        }
    }

    static Archive Archive(NpgsqlDataSource database) =>
        new(database, new AuditConnections(database), new History(database), new SealStore(database));

    /// <summary>The number of sequential scans of each table. PostgreSQL counts them when the connection that read has ended.</summary>
    async Task<Dictionary<string, long>> Scans()
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await Scalar(database, "select count(*) from pg_stat_activity where application_name = 'asking'") > 0)
            await Task.Delay(10, patience.Token);
        var scans = new Dictionary<string, long>();
        foreach (var table in Tables)
            scans[table] = await Scalar(database,
                string.Create(CultureInfo.InvariantCulture, $"select seq_scan from pg_stat_user_tables where relname = '{table}'"));
        return scans;
    }

    static async Task<long> Scalar(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    async Task Execute(string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
