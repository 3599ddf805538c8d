using Marten;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>The log's own appends write the rows that Marten writes, and Marten can go on with them.</summary>
[Collection(Node.Tests)]
public sealed class EventWriterTests : IAsyncLifetime
{
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    static IReadOnlyList<SessionEvent> LifeOf(Guid session) =>
    [
        new SessionRequested(session, Life.Options with { Voice = "marin", IdleSeconds = 7 }),
        new SessionClaimed(session, "w1", "http://127.0.0.1:1", 1), Life.Started(session),
        new TextSubmitted(session, "i1", "user", "with \0, \"quotes\" and ü"), new TextDelivered(session, "i1"),
        Life.Said(session, "hello"),
        new HandoffRequested(session, "c1", "look_up", "{}"), new EndRequested(session),
    ];

    static SessionEnded EndOf(Guid session) => new(session, EndReason.WorkerLost, Errors.WorkerLost, 1006, null, SessionTotals.None, true);

    Task<bool> Write(string conversation, long expected, Conversation now, params IReadOnlyList<SessionEvent> events) =>
        node.Writer.Append(new Append(DefaultTenant.Of(conversation), expected, events, now.After(events),
            e => EventIds.Of(Tenant.Default, e)), "test", default);

    [Fact]
    public async Task Its_rows_equal_Martens_in_every_column()
    {
        var session = Guid.CreateVersion7();
        var events = LifeOf(session);
        await Write("ours", 0, Conversation.Unborn("ours"), events);
        await Write("ours", events.Count, Conversation.Unborn("ours").After(events), EndOf(session));
        await MartensWay("marten", [.. events]);
        await MartensWay("marten", EndOf(session));

        const string SameStream =
            "select string_agg(to_jsonb(t)::text, E'\\n') from (select type, version, tenant_id, is_archived, compacted_version from "
            + "mt_streams where id = '{0}') t";
        const string SameEvents =
            """
            select string_agg(to_jsonb(t)::text, E'\n') from (
                select version, data, bdata, type, tenant_id, mt_dotnet_type, correlation_id, headers, user_name, is_archived
            from mt_events where stream_id = '{0}' order by seq_id) t
            """;
        const string SameDocument =
            "select replace((data - 'id')::text, '{0}', '') || mt_dotnet_type || ' ' || mt_version "
            + "from mt_doc_conversation where id = '{0}'";
        foreach (var same in new[] { SameStream, SameEvents, SameDocument })
        {
            var (ours, martens) = (await Rows(same, "ours"), await Rows(same, "marten"));
            Assert.False(string.IsNullOrEmpty(martens));
            Assert.Equal(martens, ours);
        }
    }

    [Fact]
    public async Task Marten_can_read_fold_rebuild_continue_and_archive_its_rows()
    {
        var session = Guid.CreateVersion7();
        var events = LifeOf(session);
        await Write("ours", 0, Conversation.Unborn("ours"), events);

        await using var marten = node.Store.LightweightSession();
        Assert.Equal(events.Select(e => e.GetType()), (await marten.Events.FetchStreamAsync("ours")).Select(e => e.Data.GetType()));
        var folded = await marten.Events.AggregateStreamAsync<Conversation>("ours");
        var stored = await marten.LoadAsync<Conversation>("ours");
        Assert.Equal((SessionPhase.Ending, events.Count), (folded!.Live!.Phase, stored!.Version));

        await node.Execute("delete from mt_doc_conversation");
        using (var daemon = await node.Store.BuildProjectionDaemonAsync())
            await daemon.RebuildProjectionAsync<Conversation>(CancellationToken.None);
        Assert.Equal(SessionPhase.Ending, (await node.Conversations.Load("ours", default))!.State.Live!.Phase);

        await MartensWay("ours", EndOf(session));
        await node.Transact("ours", new Start(Guid.CreateVersion7(), Life.Options));
        marten.Events.ArchiveStream("ours");
        await marten.SaveChangesAsync();
        await Assert.ThrowsAsync<ConversationArchivedException>(() =>
            node.Transact("ours", new Start(Guid.CreateVersion7(), Life.Options, Replace: true)));
        Assert.Equal(events.Count + 2, await node.Reader.Version("ours", default));
    }

    [Fact]
    public async Task A_lost_race_writes_nothing_and_takes_no_sequence_number()
    {
        var session = await Life.Begin(node, "c");
        var now = await node.Conversations.Load("c", default);
        await node.Transact("c", new SubmitText(session, "i2", "user", "faster"));
        var before = await State();
        for (var i = 0; i < 50; i++)
        {
            Assert.False(await Write("c", now!.Version, now.State, new EndRequested(session)));
            Assert.False(await Write("c", 0, Conversation.Unborn("c"), new SessionRequested(Guid.CreateVersion7(), Life.Options)));
        }

        Assert.Equal(before, await State());

        Task<string?> State() => node.Scalar<string>(
            "select (select last_value from mt_events_sequence) || ' ' || (select xmin from mt_doc_conversation) "
            + "|| ' ' || (select version from mt_streams)");
    }

    [Fact]
    public async Task In_a_joint_append_only_the_conversations_at_their_expected_version_get_events()
    {
        var names = Enumerable.Range(0, 20).Select(i => $"c{i:00}").ToArray();
        var sessions = await Task.WhenAll(names.Select(name => Life.Begin(node, name)));
        var now = await Task.WhenAll(names.Select(async name => (await node.Conversations.Load(name, default))!));
        for (var i = 0; i < names.Length; i += 3) await node.Transact(names[i], new SubmitText(sessions[i], "i2", "user", "faster"));

        var taken = await node.Writer.Append([.. names.Select((name, i) =>
        {
            SessionEvent[] events = [Life.Said(sessions[i], "a"), new EndRequested(sessions[i])];
            return new Append(DefaultTenant.Of(name), now[i].Version, events, now[i].State.After(events),
                e => EventIds.Of(Tenant.Default, e));
        })], "test", default);

        Assert.Equal(names.Where((_, i) => i % 3 != 0), taken.Order(StringComparer.Ordinal));
        await node.AssertSound();
    }

    [Fact]
    public async Task Joint_appends_to_the_same_conversations_in_any_order_neither_deadlock_nor_leave_gaps()
    {
        const int Writers = 8, Rounds = 60;
        var names = Enumerable.Range(0, 6).Select(i => $"c{i}").ToArray();
        var sessions = await Task.WhenAll(names.Select(name => Life.Begin(node, name)));
        var done = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var taken = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var appends = new List<Append>();
                foreach (var i in Enumerable.Range(0, names.Length).OrderBy(_ => Random.Shared.Next()))
                {
                    var now = (await node.Conversations.Load(names[i], default))!;
                    SessionEvent[] events = [Life.Said(sessions[i], $"{writer}.{round}")];
                    appends.Add(new Append(DefaultTenant.Of(names[i]), now.Version, events, now.State.After(events),
                        e => EventIds.Of(Tenant.Default, e)));
                }

                taken += (await node.Writer.Append(appends, "test", default)).Count;
            }

            return taken;
        })));
        await node.AssertSound();
        Assert.Equal(done.Sum() + names.Length * 6L, await node.Scalar<long>("select count(*) from mt_events"));
        Assert.Equal(await node.Scalar<long>("select count(*) from mt_events"),
            await node.Scalar<long>("select last_value from mt_events_sequence"));
    }

    /// <summary>Appends with Marten's own API: load for writing, append, save.</summary>
    async Task MartensWay(string conversation, params SessionEvent[] events)
    {
        await using var session = node.Store.LightweightSession();
        session.LastModifiedBy = "test";
        var stream = await session.Events.FetchForWriting<Conversation>(conversation);
        foreach (var e in events)
        {
            var built = session.Events.BuildEvent(e);
            built.Id = Guid.CreateVersion7();
            stream.AppendOne(built);
        }

        await session.SaveChangesAsync();
    }

    Task<string?> Rows(string query, string conversation) =>
        node.Scalar<string>(query.Replace("{0}", conversation, StringComparison.Ordinal));
}
