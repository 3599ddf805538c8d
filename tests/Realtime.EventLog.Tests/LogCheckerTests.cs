using Realtime.EventLog.Checking;
using Realtime.LogChecking;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>Damages a real log by hand. The checker names each kind of damage and its place.</summary>
[Collection(Node.Tests)]
public sealed class LogCheckerTests : IAsyncLifetime
{
    const string C = "damaged";
    string connectionString = "";
    Node node = null!;
    Guid first;
    Guid second;

    public async Task InitializeAsync()
    {
        connectionString = await SharedServers.NewDatabase();
        node = await Node.Start(connectionString);
        first = await Life.Begin(node, C);
        await Life.End(node, C, first); // versions 1 to 9
        second = await Life.Begin(node, C); // 10 to 15
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_sound_log_has_no_findings_and_its_parts_are_counted()
    {
        await Life.Begin(node, "other");
        Assert.Equal("2 conversations, 21 events, 3 sessions, 2 live, 0 findings", (await node.AssertSound()).ToString());
    }

    [Fact]
    public async Task An_empty_log_is_sound()
    {
        await using var empty = await Node.Start(await SharedServers.NewDatabase());
        Assert.Equal("0 conversations, 0 events, 0 sessions, 0 live, 0 findings", (await empty.AssertSound()).ToString());
    }

    [Fact]
    public Task A_lost_event_is_a_gap() => Finds("delete from mt_events where stream_id = 'damaged' and version = 6", (7, Rules.Gapless));

    [Fact]
    public Task A_lost_last_event_leaves_the_stream_s_version_behind() =>
        Finds("delete from mt_events where stream_id = 'damaged' and version = 15", (0, Rules.StreamVersion));

    [Fact]
    public Task A_stream_without_its_row_is_found() => Finds(
        """
        do $$ declare name text; begin
            for name in select conname from pg_constraint where conrelid = 'mt_events'::regclass and contype = 'f'
            loop execute format('alter table mt_events drop constraint %I', name); end loop;
        end $$;
        delete from mt_doc_conversation; delete from mt_streams
        """, (0, Rules.StreamVersion), (0, Rules.Projection));

    [Fact]
    public Task An_unknown_type_is_named() =>
        Finds("update mt_events set type = 'session_exploded' where stream_id = 'damaged' and version = 15", (15, Rules.Readable));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"sessionId\": 7}")]
    public Task Data_that_cannot_be_read_is_named(string data) =>
        Finds($"update mt_events set data = '{data}' where stream_id = 'damaged' and version = 15", (15, Rules.Readable));

    [Fact]
    public Task An_id_that_does_not_follow_from_the_event_is_named() =>
        Finds("update mt_events set id = gen_random_uuid() where stream_id = 'damaged' and version in (1, 9)", (1, Rules.EventId),
            (9, Rules.EventId));

    [Fact]
    public async Task A_second_live_session_is_named()
    {
        await Append("session_requested", Guid.CreateVersion7(), "{\"options\": {\"model\": \"m\"}}");
        await Finds((16, Rules.OneLive), (0, Rules.Projection));
    }

    [Fact]
    public async Task A_second_end_is_named()
    {
        await node.Transact(C, new End(second, Life.Owner, new SessionOutcome(EndReason.TransportClosed), []));
        await Append("session_ended", second, "{\"reason\": \"error\", \"totals\": {}}");
        await Finds((17, Rules.EventId), (17, Rules.OneEnd));
    }

    [Fact]
    public async Task An_event_after_the_end_is_named()
    {
        await Append("transcript_delta", first, "{\"itemId\": \"a\", \"role\": \"user\", \"text\": \"late\"}");
        await Finds((16, Rules.WithinLife));
    }

    [Fact]
    public async Task An_end_of_an_unknown_session_is_named()
    {
        var stranger = Guid.CreateVersion7();
        await Append("session_ended", stranger, "{\"reason\": \"error\", \"totals\": {}}", EventIds.Ended(Tenant.Default, stranger));
        await Finds((16, Rules.WithinLife));
    }

    [Fact]
    public async Task A_second_start_is_named()
    {
        await Append("session_started", second, "{\"model\": \"m\"}");
        await Finds((16, Rules.EventId), (16, Rules.OneStart));
    }

    [Fact]
    public Task Upstream_events_before_the_start_are_named() => Finds(
        """
        update mt_events set version = 1000 where stream_id = 'damaged' and version = 4;
        update mt_events set version = 4 where stream_id = 'damaged' and version = 6;
        update mt_events set version = 6 where stream_id = 'damaged' and version = 1000
        """, (4, Rules.StartFirst), (5, Rules.StartFirst));

    [Fact]
    public async Task A_second_request_for_the_end_is_named()
    {
        await node.Transact(C, new RequestEnd(second));
        await Append("end_requested", second, "{}");
        await Finds((17, Rules.EventId), (17, Rules.OneEndRequest));
    }

    [Theory]
    [InlineData("update mt_doc_conversation set data = jsonb_set(data, '{live}', 'null')")]
    [InlineData("update mt_doc_conversation set data = jsonb_set(data, '{live,phase}', '\"ending\"')")]
    [InlineData("update mt_doc_conversation set data = jsonb_set(data, '{live,undelivered}', '[\"i9\"]')")]
    [InlineData("update mt_doc_conversation set data = data - 'lastEnd'")]
    [InlineData("update mt_doc_conversation set data = jsonb_set(data, '{more}', '1')")]
    [InlineData("update mt_doc_conversation set data = '7'")]
    [InlineData("delete from mt_doc_conversation")]
    public Task A_document_that_is_not_the_fold_is_named(string damage) => Finds(damage, (0, Rules.Projection));

    [Fact]
    public Task A_document_without_events_is_named() =>
        Finds("delete from mt_events; delete from mt_streams", (0, Rules.StreamVersion), (0, Rules.Projection));

    [Fact]
    public async Task The_command_prints_its_findings_and_its_exit_code_reports_them()
    {
        var sound = await CheckerCommand.Run(connectionString);
        Assert.Equal((0, "1 conversations, 15 events, 2 sessions, 1 live, 0 findings"), (sound.ExitCode, sound.Output[^1]));
        await node.Execute("update mt_streams set version = 99");
        var broken = await CheckerCommand.Run(connectionString);
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith("damaged\t0\tstream-version\t", broken.Output[0], StringComparison.Ordinal);
        Assert.EndsWith(" 1 findings", broken.Output[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_the_command_prints_its_usage()
    {
        Assert.Equal(2, (await CheckerCommand.Run()).ExitCode);
        Assert.Equal(2, (await CheckerCommand.Run("no connection string")).ExitCode);
    }

    Task Finds(string damage, params (long Version, string Rule)[] expected) => Finds(expected, damage);

    Task Finds(params (long Version, string Rule)[] expected) => Finds(expected, damage: null);

    async Task Finds((long Version, string Rule)[] expected, string? damage)
    {
        if (damage is not null) await node.Execute(damage);
        var report = await LogChecker.Check(node.Database, CancellationToken.None);
        Assert.Equal(expected, report.Findings.Select(f => (f.Version, f.Rule)));
        Assert.All(report.Findings, f => Assert.Equal(C, f.Conversation));
    }

    /// <summary>Appends an event with plain SQL, which no decision checks.</summary>
    Task Append(string type, Guid session, string data, Guid? id = null) => node.Execute(
        $"""
         update mt_streams set version = version + 1 where id = '{C}';
         insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
         select nextval('mt_events_sequence'), '{(type == "session_requested" ? session : id ?? Guid.NewGuid())}', s.id, s.version,
                '{data}'::jsonb || '{"{\"sessionId\": \"" + session + "\"}"}'::jsonb, '{type}', now(), e.tenant_id, e.mt_dotnet_type, false
         from mt_streams s join mt_events e on e.stream_id = s.id and e.version = 1 where s.id = '{C}'
         """);
}
