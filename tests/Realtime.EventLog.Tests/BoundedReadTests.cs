using System.Security.Cryptography;
using System.Text.Json;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>Reads are bounded in bytes and still read every event.</summary>
[Collection(Node.Tests)]
public sealed class BoundedReadTests : IAsyncLifetime
{
    const string C = "c";
    const int Begun = 6, Page = 1024 * 1024, Large = 3 * 1024 * 1024;
    Node node = null!;
    Guid session;

    public async Task InitializeAsync()
    {
        node = await Node.Start(await SharedServers.NewDatabase());
        session = await Life.Begin(node, C);
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_large_event_is_a_page_of_its_own()
    {
        await Say(Random(Large), "small", Random(Large), Random(Large), "small");
        Assert.Equal((int[])[Begun, 1, 1, 1, 1, 1], await Counts(limit: 100));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_has_no_more_than_its_bytes(bool compressible)
    {
        const int said = 120, each = 50 * 1024;
        await Say([.. Enumerable.Range(0, said).Select(n => compressible ? new string((char)('a' + n % 26), each) : Random(each))]);
        Assert.All(await Pages(limit: 100), page => Assert.InRange(page.Sum(e => e.Data.Length), 1, Page));
    }

    [Fact]
    public async Task Compressed_events_count_with_their_full_size()
    {
        await Say([.. Enumerable.Range(0, 4).Select(n => new string((char)('a' + n), Large))]);
        Assert.Equal((int[])[Begun, 1, 1, 1, 1], await Counts(limit: 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task The_last_page_says_that_it_is_the_last(int limit)
    {
        var counts = await Counts(limit);
        Assert.Equal(Begun, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 1, limit));
        Assert.Empty((await node.Reader.Page(C, Begun, limit, default)).Events);
    }

    [Fact]
    public async Task Readers_that_keep_large_events_do_not_delay_readers_of_small_ones()
    {
        await Say(Random(Large));
        var held = new List<EventPage>();
        for (var n = 0; n < 8; n++) held.Add(await node.Reader.Page(C, Begun, 10, default));
        var waiting = new[] { node.Reader.Page(C, Begun, 10, default), node.Reader.Page(C, Begun, 10, default) };
        await ReadSmall();
        Assert.DoesNotContain(waiting, page => page.IsCompleted);

        held[0].Dispose();
        held[0].Dispose(); // frees its place only once
        var next = await (await Task.WhenAny(waiting)).WaitAsync(Patience.Time);
        await ReadSmall();
        Assert.Equal(1, waiting.Count(page => page.IsCompleted));
        foreach (var page in held.Append(next)) page.Dispose();
        foreach (var page in waiting) (await page.WaitAsync(Patience.Time)).Dispose();

        async Task ReadSmall()
        {
            for (var n = 0; n < 50; n++)
            {
                using var small = await node.Reader.Page(C, 0, Begun, default);
                Assert.Equal(Begun, small.Events.Count);
            }
        }
    }

    [Fact]
    public async Task Followers_get_large_events_and_followers_of_other_conversations_go_on()
    {
        await using var follower = await new TailFollower(node, C).ReadTo(Begun);
        await using var second = await new TailFollower(node, C).ReadTo(Begun);
        var other = await Life.Begin(node, "other");
        await using var beside = await new TailFollower(node, "other").ReadTo(Begun);
        await Task.WhenAll(follower.ReadTo(Begun + 6), second.ReadTo(Begun + 6), beside.ReadTo(Begun + 20),
            Say("small", Random(Large), Random(Large), "small", new string('x', Large), "small"), Task.Run(async () =>
        {
            for (var n = 0; n < 20; n++) await node.Transact("other", new Record(other, Life.Owner, [Life.Said(other, $"{n}")]));
        }));
        follower.AssertRead(1, Begun + 6);
        second.AssertRead(1, Begun + 6);
        Assert.All(follower.Events, e => Assert.False(e.Data.IsEmpty));
    }

    [Fact]
    public async Task New_events_of_many_conversations_are_bounded_and_all_are_read()
    {
        const int conversations = 30, each = 3, size = 60 * 1024;
        string[] ids = [.. Enumerable.Range(0, conversations).Select(n => $"c{n:00}")];
        foreach (var id in ids)
        {
            var own = await Life.Begin(node, id);
            await node.Transact(id, new Record(own, Life.Owner, [.. Enumerable.Range(0, each).Select(_ => Life.Said(own, Random(size)))]));
        }

        var (reader, positions, rounds) = (new NewsReader(node.Database), ids.ToDictionary(id => id, _ => 0L), 0);
        for (IReadOnlyList<string> due = ids; due.Count > 0; rounds++)
        {
            var news = await reader.Read([.. due], [.. due.Select(id => positions[id])], default);
            Assert.InRange(news.Events.Sum(e => e.Data.Length), 1, 2 * Page);
            foreach (var e in news.Events) Assert.Equal(++positions[e.Conversation], e.Version);
            due = news.Unread;
        }

        Assert.All(positions.Values, position => Assert.Equal(Begun + each, position));
        Assert.True(rounds > 4);
    }

    [Fact]
    public async Task Conversations_that_fill_every_round_do_not_delay_others()
    {
        string[] hoarders = [.. Enumerable.Range(0, 8).Select(n => $"a{n}")];
        foreach (var id in hoarders)
        {
            var own = await Life.Begin(node, id);
            for (var n = 0; n < 10; n++)
                await node.Transact(id,
                    new Record(own, Life.Owner, [.. Enumerable.Range(0, 4).Select(_ => Life.Said(own, Random(60 * 1024)))]));
        }

        string[] all = [.. hoarders, C];
        var (reader, positions) = (new NewsReader(node.Database), all.ToDictionary(id => id, _ => 0L));
        string[] due = all;
        for (var round = 1; positions[C] == 0; round++)
        {
            Assert.InRange(round, 1, 3);
            var news = await reader.Read(due, [.. due.Select(id => positions[id])], default);
            foreach (var e in news.Events) positions[e.Conversation] = e.Version;
            due = [.. news.Unread.Concat(all).Distinct()];
        }
    }

    [Fact]
    public async Task A_large_new_event_is_read_without_its_data()
    {
        await Say("small", Random(Large), "small");
        var news = await new NewsReader(node.Database).Read([C], [Begun], default);
        Assert.Equal([true, false, true], news.Events.Select(e => e.HasData));
        Assert.Empty(news.Unread);
    }

    async Task<List<IReadOnlyList<LoggedEvent>>> Pages(int limit)
    {
        var pages = new List<IReadOnlyList<LoggedEvent>>();
        var (after, more) = (0L, true);
        while (more)
        {
            using var page = await node.Reader.Page(C, after, limit, default);
            Assert.Equal(Enumerable.Range((int)after + 1, page.Events.Count), page.Events.Select(e => (int)e.Version));
            Assert.All(page.Events, e => Assert.False(e.Data.IsEmpty));
            pages.Add(page.Events);
            (after, more) = (page.Events[^1].Version, page.More);
        }

        Assert.Equal(after, await node.Reader.Version(C, default));
        return pages;
    }

    async Task<int[]> Counts(int limit) => [.. (await Pages(limit)).Select(page => page.Count)];

    async Task Say(params string[] texts)
    {
        foreach (var text in texts)
            await node.Transact(C,
                new Record(session, Life.Owner, [new ItemDone(session, "item", JsonSerializer.SerializeToElement(new { text }))]));
    }

    /// <summary>A text of this length that cannot be compressed.</summary>
    static string Random(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes * 3 / 4));
}
