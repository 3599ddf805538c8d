using Marten.Events;
using Realtime.EventLog.Projections;
using Realtime.EventLog.Spending;
using Realtime.Sessions;
using Realtime.Sessions.Spending;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>What tenants have spent, as a projection of the log.</summary>
[Collection(Node.Tests)]
public sealed class SpendingTests
{
    const string Figures = "select string_agg(concat_ws(' ', tenant, day, key, measure, trim_scale(amount)), E'\\n' "
        + "order by tenant, day, key, measure) from realtime.spending";

    static readonly Tenant Acme = new("acme"), Globex = new("globex");

    [Fact]
    public async Task A_session_spends_its_tokens_when_they_are_recorded_and_its_time_on_the_days_that_it_covers()
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var conversation = Acme.Conversation("night");
        var session = await Live(node, conversation, "rt_live_a", tokens: [120, 3]);
        await At(node, conversation, "session_requested", "2026-01-31 23:50");
        await At(node, conversation, "session_started", "2026-01-31 23:55");
        await At(node, conversation, "response_done", "2026-01-31 23:58");
        await At(node, conversation, "response_done", "2026-02-01 00:03", last: true);
        await Rebuild(node);
        var store = node.Create<SpendingStore>();
        Assert.Equal([new Spent("rt_live_a", "cost_USD", 0.000003m, 0.000003m), new Spent("rt_live_a", "session_seconds", 600, 600),
            new Spent("rt_live_a", "tokens", 3, 3)],
            await store.Of(Acme, Time("2026-02-01 00:10"), default)); // live, and January is over

        await node.Conversations.Transact(conversation, new End(session, Life.Owner, new SessionOutcome(EndReason.Requested), []), default);
        await At(node, conversation, "session_ended", "2026-02-01 00:05");
        await Rebuild(node);
        Assert.Equal(
            """
            acme 2026-01-31 rt_live_a cost_USD 0.00012
            acme 2026-01-31 rt_live_a session_seconds 300
            acme 2026-01-31 rt_live_a tokens 120
            acme 2026-02-01 rt_live_a cost_USD 0.000003
            acme 2026-02-01 rt_live_a session_seconds 300
            acme 2026-02-01 rt_live_a tokens 3
            """, await node.Scalar<string>(Figures));
        Assert.Equal([new Spent("rt_live_a", "cost_USD", 0, 0.000003m), new Spent("rt_live_a", "session_seconds", 0, 300),
            new Spent("rt_live_a", "tokens", 0, 3)],
            await store.Of(Acme, Time("2026-02-02 12:00"), default));
        Assert.Empty(await store.Of(Globex, Time("2026-02-01 12:00"), default));
    }

    [Fact]
    public async Task A_rebuild_from_the_log_gives_the_same_figures_of_live_ended_and_archived_sessions()
    {
        var database = await SharedServers.NewDatabase();
        string spent;
        await using (var daemon = await Node.Start(database, runsDaemon: true))
        {
            await Parallel.ForAsync(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 6 }, (each, _) => Talk(daemon, each));
            await daemon.Store.WaitForNonStaleProjectionDataAsync(Patience.Time);
            spent = (await daemon.Scalar<string>(Figures))!;
            Assert.Contains("globex", spent, StringComparison.Ordinal);
            Assert.Equal(12L, await daemon.Scalar<long>("select count(*) from realtime.spending_session"));
        }

        await using var node = await Node.Start(database);
        await node.Execute("update mt_streams set is_archived = true where id in ('acme/talk-1', 'globex/talk-3')");
        await node.Execute("update mt_events set is_archived = true where stream_id in ('acme/talk-1', 'globex/talk-3')");
        await Rebuild(node);
        Assert.Equal(spent, await node.Scalar<string>(Figures));
        Assert.Equal(12L, await node.Scalar<long>("select count(*) from realtime.spending_session"));
    }

    /// <summary>Most sessions end, every fifth goes on.</summary>
    static async ValueTask Talk(Node node, int each)
    {
        var conversation = (each % 3 == 0 ? Globex : Acme).Conversation($"talk-{each}");
        var session = await Live(node, conversation, each % 2 == 0 ? null : $"rt_live_{each % 4}", tokens: [each * 7 + 1, each * 13 + 5]);
        if (each % 5 == 0) return;
        await node.Conversations.Transact(conversation, new End(session, Life.Owner, new SessionOutcome(EndReason.Requested), []), default);
    }

    /// <summary>A session that was started with a key and used tokens.</summary>
    static async Task<Guid> Live(Node node, ConversationKey conversation, string? key, int[] tokens)
    {
        var session = Guid.CreateVersion7();
        var author = new Author("test", By: () => key is null ? null : new Cause("somebody", key));
        var asKey = node.Create<Conversations>(node.Create<ConversationStates>(), node.Create<EventWriter>(author));
        await asKey.Transact(conversation, new Start(session, Life.Options), default);
        await node.Conversations.Transact(conversation, new Claim(session, Life.Worker, "http://127.0.0.1:1"), default);
        await node.Conversations.Transact(conversation, new Record(session, Life.Owner,
            [Life.Started(session), .. tokens.Select((each, at) => new ResponseDone(session, $"r{at}", "completed", new(each, 0))
                { Cost = key is null ? null : new Cost(each / 1_000_000m, "USD", "v1") })]), default);
        return session;
    }

    static async Task Rebuild(Node node)
    {
        using var daemon = await node.Store.BuildProjectionDaemonAsync();
        using var patience = Patience.Source();
        await daemon.RebuildProjectionAsync(SpendingProjection.ShardName, patience.Token);
    }

    /// <summary>Moves the first or the last event of a type to another time.</summary>
    static Task At(Node node, ConversationKey conversation, string type, string time, bool last = false) => node.Execute(
        $"""
         update mt_events set timestamp = '{time}+00' where id = (select id from mt_events
             where stream_id = '{conversation.Stream}' and type = '{type}' order by version {(last ? "desc" : "")} limit 1)
         """);

    static DateTimeOffset Time(string utc) =>
        DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
