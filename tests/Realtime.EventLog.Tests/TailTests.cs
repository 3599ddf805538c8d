using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

[Collection(Node.Tests)]
public sealed class TailTests : IAsyncLifetime
{
    const string C = "c";
    string connectionString = "";
    Node node = null!;

    public async Task InitializeAsync()
    {
        connectionString = await SharedServers.NewDatabase();
        // It practically never polls, so whatever arrives comes from a nudge.
        node = await Node.Start(connectionString, ("PollMilliseconds", "60000"), ("RecentEvents", "8"), ("PageSize", "20"));
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Followers_that_join_anywhere_read_every_version_once_and_in_order_while_others_append()
    {
        const int last = 246;
        var session = await Life.Begin(node, C);
        var followers = new[] { 0L, 3, 6, 60, last - 1 }.Select(after => (after, reading: new TailFollower(node, C, after).ReadTo(last)))
            .ToList();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Say(node, session, writer, 60)));
        await (await new TailFollower(node, C).ReadTo(100)).DisposeAsync();
        followers.Add((100, new TailFollower(node, C, 100).ReadTo(last)));
        await writing;
        followers.Add((last - 50, new TailFollower(node, C, last - 50).ReadTo(last)));

        var all = await followers[0].reading;
        foreach (var (after, reading) in followers)
        {
            await using var follower = await reading;
            follower.AssertRead(after + 1, last);
            Assert.Equal(all.Events.Skip((int)after).Select(e => e.Sequence), follower.Events.Select(e => e.Sequence));
        }
    }

    [Fact]
    public async Task A_follower_ahead_of_the_stream_waits_for_events_after_its_position()
    {
        var session = await Life.Begin(node, C);
        await using var follower = new TailFollower(node, C, after: 8);
        var reading = follower.ReadTo(10);
        for (var n = 0; n < 4; n++) await Say(node, session, n, 1);
        await reading;
        follower.AssertRead(9, 10);
    }

    [Fact]
    public async Task A_follower_may_wait_for_a_conversation_that_has_not_begun()
    {
        await using var follower = new TailFollower(node, C);
        var reading = follower.ReadTo(6);
        await Life.Begin(node, C);
        await reading;
        follower.AssertRead(1, 6);
    }

    [Fact]
    public async Task A_follower_reads_only_its_own_conversation()
    {
        var readings = Enumerable.Range(0, 20).Select(n => new TailFollower(node, $"c{n}").ReadTo(9)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async n => await Life.End(node, $"c{n}", await Life.Begin(node, $"c{n}"))));
        for (var n = 0; n < 20; n++)
        {
            await using var follower = await readings[n];
            follower.AssertRead(1, 9);
            Assert.All(follower.Events, e => Assert.Equal($"c{n}", e.Conversation));
        }
    }

    [Fact]
    public async Task A_slow_follower_reads_pages_and_misses_nothing()
    {
        var session = await Life.Begin(node, C);
        await using var quick = new TailFollower(node, C);
        await using var slow = await new TailFollower(node, C).ReadTo(6);
        var reading = quick.ReadTo(306);
        await Say(node, session, 0, 100);
        await node.Transact(C, new Record(session, Life.Owner, [.. Enumerable.Range(0, 200).Select(n => Life.Said(session, $"{n}"))]));
        await reading;
        await slow.ReadTo(306);
        slow.AssertRead(1, 306);
        // The tail kept no events for it: it read pages, however far behind it was.
        Assert.InRange(slow.LargestBatch, 1, 20);
    }

    [Fact]
    public async Task Followers_at_two_nodes_read_the_same_whoever_appends()
    {
        await using var other = await Node.Start(connectionString, ("PollMilliseconds", "60000"));
        var session = await Life.Begin(node, C);
        await using var here = new TailFollower(node, C);
        await using var there = new TailFollower(other, C);
        await Task.WhenAll(Say(node, session, 0, 50), Say(other, session, 1, 50), here.ReadTo(106), there.ReadTo(106));
        here.AssertRead(1, 106);
        Assert.Equal(here.Events.Select(e => (e.Version, e.Sequence)), there.Events.Select(e => (e.Version, e.Sequence)));
    }

    [Fact]
    public async Task A_reader_resumes_at_another_node_where_it_stopped()
    {
        await using var other = await Node.Start(connectionString, ("PollMilliseconds", "60000"));
        var session = await Life.Begin(node, C);
        var first = new TailFollower(node, C);
        await Task.WhenAll(first.ReadTo(30), Say(node, session, 0, 40));
        await first.DisposeAsync();
        await using var resumed = new TailFollower(other, C, first.Events[^1].Version);
        await Task.WhenAll(resumed.ReadTo(66), Say(other, session, 1, 20));
        Assert.Equal(Enumerable.Range(1, 66).Select(v => (long)v), first.Versions.Concat(resumed.Versions));
    }

    [Fact]
    public async Task A_killed_listening_connection_is_opened_again()
    {
        await using var other = await Node.Start(connectionString, ("PollMilliseconds", "60000"));
        var session = await Life.Begin(node, C);
        await using var follower = await new TailFollower(node, C).ReadTo(6);
        var before = await Listeners();
        await node.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
            + "and query ilike 'listen realtime_nudge%'");
        await Patience.Until(async () => (await Listeners()).Except(before).Count() == 2);
        await Say(other, session, 0, 5);
        await follower.ReadTo(11);
        follower.AssertRead(1, 11);
    }

    [Fact]
    public async Task Polling_finds_events_without_a_nudge()
    {
        await using var polling = await Node.Start(connectionString, ("PollMilliseconds", "100"));
        var session = await Life.Begin(node, C);
        await using var follower = await new TailFollower(polling, C).ReadTo(6);
        await node.Store.SaidWithoutNudge(C, session, 6);
        await follower.ReadTo(7);
        follower.AssertRead(1, 7);
    }

    [Fact]
    public async Task A_nudge_also_brings_earlier_events_without_a_nudge()
    {
        var session = await Life.Begin(node, C);
        await using var follower = await new TailFollower(node, C).ReadTo(6);
        await node.Store.SaidWithoutNudge(C, session, 6);
        await Say(node, session, 0, 1);
        await follower.ReadTo(8);
        follower.AssertRead(1, 8);
    }

    [Fact]
    public async Task A_nudge_up_to_a_version_that_was_read_reads_nothing_and_one_beyond_it_reads_on()
    {
        var (session, sessionOfOther) = (await Life.Begin(node, C), await Life.Begin(node, "other"));
        await using var follower = await new TailFollower(node, C).ReadTo(6);
        await using var other = await new TailFollower(node, "other").ReadTo(6);
        await node.Store.SaidWithoutNudge(C, session, 6);
        var reading = follower.ReadTo(7);
        for (var version = 7; version < 10; version++) // what was nudged before is read with the other conversation
        {
            node.Tail.Nudge(C, 6);
            await node.Conversations.Record("other", sessionOfOther, Life.Said(sessionOfOther, "next"));
            await other.ReadTo(version);
        }

        Assert.False(reading.IsCompleted);
        node.Tail.Nudge(C, 7);
        await reading;
        follower.AssertRead(1, 7);
    }

    static async Task Say(Node writer, Guid session, int who, int words)
    {
        for (var word = 0; word < words; word++)
            await writer.Transact(C, new Record(session, Life.Owner, [Life.Said(session, $"{who}.{word}")]));
    }

    async Task<int[]> Listeners() => await node.Scalar<int[]>(
        "select coalesce(array_agg(pid), '{}') from pg_stat_activity where datname = current_database() "
        + "and query ilike 'listen realtime_nudge%'") ?? [];

    [Theory]
    [InlineData("delete from mt_events where stream_id = 'c' and version = 3", 3)]
    [InlineData("update mt_streams set version = 9 where id = 'c'", 7)]
    [InlineData("delete from mt_events where stream_id = 'c' and version >= 5", 5)]
    public async Task At_a_damaged_place_a_follower_gets_the_missing_version_and_others_go_on(string damage, long missing)
    {
        await Life.Begin(node, C);
        await node.Execute(damage);
        await using var follower = new TailFollower(node, C);
        var damaged = await Assert.ThrowsAsync<DamagedConversationException>(() => follower.ReadTo(7));
        Assert.Equal((C, missing), (damaged.Conversation, damaged.Version));
        follower.AssertRead(1, missing - 1);
        await using var other = new TailFollower(node, "other");
        await Life.Begin(node, "other");
        await other.ReadTo(6);
    }

    [Fact]
    public async Task A_gap_ends_all_followers_of_the_conversation_and_is_not_read_again()
    {
        var session = await Life.Begin(node, C);
        await using var first = await new TailFollower(node, C).ReadTo(6);
        await using var second = await new TailFollower(node, C, after: 5).ReadTo(6);
        await node.Execute("update mt_streams set version = 8 where id = 'c'");
        var reading =
            Task.WhenAll(new[] { first, second }.Select(f => Assert.ThrowsAsync<DamagedConversationException>(() => f.ReadTo(9))));
        await Say(node, session, 0, 1);
        Assert.All(await reading, damaged => Assert.Equal(7, damaged.Version));
        await using var owner = new TailFollower(node, C, after: 8);
        await owner.ReadTo(9);
        owner.AssertRead(9, 9);
    }

    /// <summary>.NET cannot represent the time of one event.</summary>
    [Fact]
    public async Task New_events_that_cannot_be_read_end_their_followers_and_delay_no_others()
    {
        await using var polling = await Node.Start(connectionString, ("PollMilliseconds", "100"));
        var session = await Life.Begin(node, C);
        await using var follower = await new TailFollower(polling, C).ReadTo(6);
        var others = Enumerable.Range(0, 20).Select(n => new TailFollower(polling, $"c{n}")).ToList();
        var readings = others.Select(other => other.ReadTo(6)).ToList();
        await node.Execute(
            "create function future() returns trigger language plpgsql as $$ begin new.timestamp := '20000-01-01'; return new; end $$");
        await node.Execute(
            "create trigger future before insert on mt_events for each row when (new.stream_id = 'c' and "
            + "new.version = 7) execute function future()");

        await Say(node, session, 0, 2);
        await Assert.ThrowsAnyAsync<Exception>(() => follower.ReadTo(8));
        foreach (var (n, other) in Enumerable.Range(0, 20).Zip(others)) await Life.Begin(node, $"c{n}");
        foreach (var reading in readings) await (await reading).DisposeAsync();

        await using var waits = await new TailFollower(polling, C, after: 7).ReadTo(8);
        await node.Execute("update mt_events set timestamp = now() where stream_id = 'c' and version = 7");
        await using var again = await new TailFollower(polling, C).ReadTo(8);
        again.AssertRead(1, 8);
    }
}
