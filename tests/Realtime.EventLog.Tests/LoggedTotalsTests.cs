using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>An end that no owner records still says what the log knows of the session.</summary>
[Collection(Node.Tests)]
public sealed class LoggedTotalsTests : IAsyncLifetime
{
    const string C = "c";
    static readonly TokenUsage Used = new(100, 20) { InputKinds = new TokenKinds(100), OutputKinds = new TokenKinds(20) };

    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync()
    {
        await node.AssertSound();
        await node.DisposeAsync();
    }

    [Fact]
    public async Task A_lost_workers_session_ends_with_what_it_used()
    {
        var session = await Talked();
        var end = await Ended(new LoseWorker(session, Life.Owner));
        AssertUsed(end.Totals);
        Assert.False(end.TotalsComplete);
    }

    [Fact]
    public async Task A_replaced_session_ends_with_what_it_used_and_without_what_an_earlier_session_did()
    {
        await Ended(new LoseWorker(await Talked(), Life.Owner));
        await Talked();
        AssertUsed((await Ended(new Start(Guid.CreateVersion7(), Life.Options, Replace: true))).Totals);
    }

    [Fact]
    public async Task A_session_that_never_ran_used_nothing()
    {
        var session = await node.Conversations.Request(C);
        var totals = (await Ended(new RequestEnd(session))).Totals;
        Assert.Equal((0, null, null, 0), (totals.EventsRecorded, totals.Tokens, totals.Cost, totals.Unpriced));
    }

    /// <summary>17 events of the provider, and a text that it never took.</summary>
    async Task<Guid> Talked()
    {
        var session = await node.Conversations.Request(C);
        await node.Conversations.Claim(C, session);
        await node.Conversations.Record(C, session, [Life.Started(session), .. Enumerable.Range(0, 12).Select(n => Life.Said(session, $"{n}")),
            new UpstreamWarned(session, "code", "m")]);
        await node.Conversations.SubmitText(C, session, "unheard");
        await node.Conversations.Record(C, session,
            new ResponseStarted(session, "r1"),
            new ResponseDone(session, "r1", "completed", Used) { Model = "m", Cost = new Cost(0.25m, "USD", "t1") },
            new ResponseDone(session, "r2", "failed", null),
            new TranscriptCompleted(session, "i", "user", "hi")
                { Usage = new TranscriptionUsage("w", null, 2.5m), Cost = new Cost(0.5m, "USD", "t1") },
            new TranscriptCompleted(session, "j", "assistant", "hello"));
        return session;
    }

    async Task<SessionEnded> Ended(SessionCommand command) => (await node.Transact(C, command)).Events.OfType<SessionEnded>().Single();

    static void AssertUsed(SessionTotals totals)
    {
        Assert.Equal((17, 1, 1), (totals.EventsRecorded, totals.TextsUndelivered, totals.Unpriced));
        Assert.Equal((Used, 2.5m, new Cost(0.75m, "USD", "t1")), (totals.Tokens, totals.Transcription!.Seconds, totals.Cost));
        Assert.Equal((null, null, null, null),
            (totals.AudioInMilliseconds, totals.AudioOutMilliseconds, totals.FramesDropped, totals.MessagesIgnored));
    }
}
