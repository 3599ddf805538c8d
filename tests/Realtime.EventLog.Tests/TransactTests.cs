using System.Text.Json;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

[Collection(Node.Tests)]
public sealed class TransactTests : IAsyncLifetime
{
    const string C = "c";
    string database = "";
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(database = await SharedServers.NewDatabase());

    public async Task DisposeAsync()
    {
        await node.AssertSound();
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_hundred_equal_starts_at_once_append_one_event()
    {
        var session = Guid.CreateVersion7();
        var answers = await AtOnce(100, _ => node.Transact(C, new Start(session, Life.Options)));
        Assert.Single(answers, a => a.Events.Count == 1);
        Assert.All(answers, a => Assert.Equal(session, a.State.Live!.SessionId));
        Assert.Equal(["session_requested"], await Types(C));
    }

    [Fact]
    public async Task A_claim_on_what_the_start_left_is_decided_on_the_log_if_somebody_has_written_since()
    {
        var session = Guid.CreateVersion7();
        var started = await node.Transact(C, new Start(session, Life.Options));
        var known = JsonSerializer.Deserialize<KnownConversation>(JsonSerializer.Serialize(
            new KnownConversation(started.State, started.Version, IsArchived: false), JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
        var claims = await AtOnce(8, i => node.Conversations.Transact(
            DefaultTenant.Of(C), new Claim(session, $"worker{i}", "http://127.0.0.1:1"), default, known: known));
        Assert.Single(claims, claim => claim.Events is [SessionClaimed { Epoch: 1 }]);
        var end = await node.Conversations.Transact(DefaultTenant.Of(C), new RequestEnd(session), default, known: known);
        Assert.IsType<EndRequested>(Assert.Single(end.Events)); // a session without an owner would have ended at once
        Assert.Equal(["session_requested", "session_claimed", "end_requested"], await Types(C));
    }

    [Fact]
    public async Task Nothing_is_appended_if_the_caller_learns_meanwhile_that_it_must_not_be()
    {
        var start = new Start(Guid.CreateVersion7(), Life.Options);
        Assert.Empty((await node.Conversations.Transact(DefaultTenant.Of(C), start, default, unless: Task.FromResult(true))).Events);
        Assert.Empty(await Types(C));
        Assert.Single((await node.Conversations.Transact(DefaultTenant.Of(C), start, default, unless: Task.FromResult(false))).Events);
    }

    [Fact]
    public async Task Of_a_hundred_different_starts_at_once_one_session_becomes_live()
    {
        var answers = await AtOnce(100, async _ =>
        {
            try
            {
                return (await node.Transact(C, new Start(Guid.CreateVersion7(), Life.Options))).State.Live!.SessionId;
            }
            catch (ConversationBusyException busy)
            {
                return busy.LiveSessionId;
            }
        });
        Assert.Single(answers.Distinct());
        Assert.Equal(["session_requested"], await Types(C));
    }

    [Fact]
    public async Task After_ten_replacing_starts_at_once_one_session_is_live_and_each_other_has_ended_once()
    {
        await AtOnce(10, _ => node.Transact(C, new Start(Guid.CreateVersion7(), Life.Options, Replace: true)));
        var types = await Types(C);
        Assert.Equal((10, 9), (types.Count(t => t == "session_requested"), types.Count(t => t == "session_ended")));
    }

    [Fact]
    public async Task A_hundred_end_requests_at_once_append_one_event()
    {
        var session = await Life.Begin(node, C);
        await AtOnce(100, _ => node.Transact(C, new RequestEnd(session)));
        Assert.Single(await Types(C), t => t == "end_requested");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Thirty_two_writers_of_one_conversation_lose_no_event(int processes)
    {
        const int writers = 32, words = 8;
        var session = await Life.Begin(node, C);
        var others = await Task.WhenAll(Enumerable.Range(1, processes - 1).Select(_ => Node.Start(database)));
        Node[] nodes = [node, .. others];
        await AtOnce(writers, async writer =>
        {
            for (var word = 0; word < words; word++)
                await Insist(nodes[writer % processes], new Record(session, Life.Owner, [Life.Said(session, $"{writer}.{word}")]));
            return true;
        });
        foreach (var other in others) await other.DisposeAsync();
        var said = (await node.Reader.Page(C, 6, 1_000, CancellationToken.None)).Events.Select(e => ((TranscriptDelta)e.Decode()).Text)
            .ToList();
        Assert.Equal(writers * words, said.Distinct().Count());
        for (var writer = 0; writer < writers; writer++)
            Assert.Equal(Enumerable.Range(0, words).Select(word => $"{writer}.{word}"),
                said.Where(s => s.StartsWith($"{writer}.", StringComparison.Ordinal)));
    }

    /// <summary>A writer that found no turn on a busy machine is refused, and repeats, as the refusal says. Nothing was appended.</summary>
    static async Task Insist(Node node, Record record)
    {
        using var patience = Patience.Source();
        while (true)
        {
            try
            {
                await node.Transact(C, record);
                return;
            }
            catch (ConversationContendedException) when (!patience.IsCancellationRequested)
            {
                // Its turn comes later.
            }
        }
    }

    [Fact]
    public async Task Writers_of_different_conversations_do_not_conflict()
    {
        await AtOnce(32, async n => await Life.Begin(node, $"c{n}"));
        Assert.Equal((32, 32L * 6), ((int)(await node.AssertSound()).Live, (await node.AssertSound()).Events));
    }

    [Fact]
    public async Task A_session_id_belongs_to_one_conversation_only()
    {
        var session = await Life.Begin(node, C);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => node.Transact("elsewhere", new Start(session, Life.Options)));
        Assert.True(LogFailures.IsDuplicateEvent(refused), refused.ToString());
        Assert.Null(await node.Conversations.Load("elsewhere", CancellationToken.None));
        Assert.Equal(C, (await node.Conversations.FindRequest(session, CancellationToken.None))!.StreamKey);
    }

    [Fact]
    public async Task The_id_of_an_ended_session_cannot_start_again_and_a_try_replaces_nothing()
    {
        var ended = await Life.Begin(node, C);
        await Life.End(node, C, ended);
        var live = await Life.Begin(node, C);
        foreach (var replace in new[] { false, true })
        {
            var refused = await Assert.ThrowsAnyAsync<Exception>(() => node.Transact(C, new Start(ended, Life.Options, replace)));
            Assert.True(refused is ConversationBusyException || LogFailures.IsDuplicateEvent(refused), refused.ToString());
        }

        Assert.Equal(live, (await node.Conversations.Load(C, CancellationToken.None))!.State.Live!.SessionId);
    }

    [Fact]
    public async Task A_delivered_text_is_not_accepted_a_second_time()
    {
        var session = await Life.Begin(node, C);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => node.Transact(C, new SubmitText(session, "i1", "user", "hi")));
        Assert.True(LogFailures.IsDuplicateEvent(refused), refused.ToString());
        var first =
            await node.Conversations.Find<TextSubmitted>(session, EventIds.Text(Tenant.Default, session, "i1"), CancellationToken.None);
        Assert.Equal("hi", ((TextSubmitted)first!.Data).Text);
    }

    [Fact]
    public async Task A_refusal_appends_nothing()
    {
        var session = await Life.Begin(node, C);
        await Assert.ThrowsAsync<ConversationBusyException>(() => node.Transact(C, new Start(Guid.CreateVersion7(), Life.Options)));
        await Assert.ThrowsAsync<OwnershipLostException>(() =>
            node.Transact(C, new Record(session, new OwnerToken("w2", 1), [Life.Said(session, "x")])));
        Assert.Equal(6, await node.Reader.Version(C, CancellationToken.None));
    }

    [Fact]
    public async Task Every_event_has_its_writer_and_its_cause()
    {
        var session = await Life.Begin(node, C);
        var started = (await node.Conversations.FindStart(session, CancellationToken.None))!;
        Assert.Equal(("test", nameof(Record)), (started.UserName, started.CausationId));
    }

    async Task<List<string>> Types(string conversation) =>
        [.. (await node.Reader.Page(conversation, 0, 1_000, CancellationToken.None)).Events.Select(e => e.Type)];

    static Task<T[]> AtOnce<T>(int times, Func<int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(n => Task.Run(() => act(n))));
}
