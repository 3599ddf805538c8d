using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>
/// In logs of the first version a client could choose any id for its session, and so for an event, even the id that an event of another
/// session will have. These tests take all these ids before the other session starts.
/// </summary>
[Collection(Node.Tests)]
public sealed class SquatTests : IAsyncLifetime
{
    const string C = "victim";
    readonly Guid victim = Guid.CreateVersion7();
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    /// <summary>All events of a session whose ids follow from the session's id.</summary>
    SessionEvent[] Events => [
        new SessionRequested(victim, Life.Options), new SessionClaimed(victim, "w1", "http://127.0.0.1:1", 1), Life.Started(victim),
        new TextSubmitted(victim, "i1", "user", "hi"), new TextDelivered(victim, "i1"), new HandoffRequested(victim, "c1", "look_up", "{}"),
        new HandoffAnswered(victim, "c1", "done", null), new EndRequested(victim),
        new SessionEnded(victim, EndReason.Requested, null, null, null, SessionTotals.None, true)];

    [Fact]
    public void The_list_has_all_events_with_such_ids()
    {
        var fixedOnes = EventTypes.All.Where(type => Events.Any(e => e.GetType() == type && EventIds.Fixed(Tenant.Default, e) is not null))
            .Select(type => type.Name);
        Assert.Equal(["EndRequested", "HandoffAnswered", "HandoffRequested", "SessionClaimed", "SessionEnded", "SessionRequested",
            "SessionStarted", "TextDelivered", "TextSubmitted"],
            fixedOnes.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("squatter", 1)]
    [InlineData("squatter", 3)]
    [InlineData(C, 1)]
    public async Task A_session_whose_ids_are_all_taken_still_runs_to_its_end(string squatter, int deep)
    {
        foreach (var id in Events.SelectMany(e => EventIds.InLine(EventIds.Fixed(Tenant.Default, e)!.Value).Take(deep)))
            await Squat(squatter, id);

        await node.Transact(C, new Start(victim, Life.Options));
        await node.Transact(C, new Claim(victim, "w1", "http://127.0.0.1:1"));
        await node.Transact(C, new SubmitText(victim, "i1", "user", "hi"));
        await node.Transact(C, new Record(victim, Life.Owner, [Events[2], Events[4], Events[5]]));
        await node.Transact(C, new AnswerHandoff(victim, "c1", "done"));
        await node.Transact(C, new RequestEnd(victim));
        await node.Transact(C, new End(victim, Life.Owner, new SessionOutcome(EndReason.Requested), []));

        await node.AssertSound();
        Assert.Equal(C, (await node.Conversations.FindRequest(victim, default))!.StreamKey);
        Assert.IsType<SessionEnded>((await node.Conversations.FindEnd(victim, default))!.Data);
        Assert.NotNull(await node.Conversations.FindStart(victim, default));
        Assert.NotNull(await node.Conversations.Find<TextSubmitted>(victim, EventIds.Text(Tenant.Default, victim, "i1"), default));
        Assert.Equal(victim, (await node.Conversations.Load(C, default))!.State.LastEnd!.SessionId);
    }

    [Fact]
    public async Task A_session_whose_ids_are_taken_is_requested_once_and_ends_once()
    {
        await Squat("squatter", EventIds.Requested(Tenant.Default, victim));
        await Squat("squatter", EventIds.Ended(Tenant.Default, victim));
        await node.Transact(C, new Start(victim, Life.Options));
        await node.Transact(C, new RequestEnd(victim));
        var again = await Assert.ThrowsAnyAsync<Exception>(() => node.Transact("elsewhere", new Start(victim, Life.Options)));
        Assert.True(LogFailures.IsDuplicateEvent(again), again.ToString());
        Assert.Empty((await node.Transact(C, new RequestEnd(victim))).Events);
        await node.AssertSound();
    }

    /// <summary>
    /// After a failure the journal asks whether its events are in the log. Another session's event with the id is not its own.
    /// </summary>
    [Fact]
    public async Task An_owner_does_not_take_another_sessions_event_for_its_own()
    {
        await Squat(C, EventIds.Ended(Tenant.Default, victim));
        Assert.False(await node.Reader.HasAny(C, [EventIds.Ended(Tenant.Default, victim)], default));
    }

    /// <summary>Writes a whole session with this id, as the first version recorded it.</summary>
    async Task Squat(string conversation, Guid id)
    {
        await node.Conversations.Transact(conversation, new Start(id, Life.Options), default,
            e => e is SessionRequested ? id : EventIds.Of(Tenant.Default, e));
        await node.Transact(conversation, new RequestEnd(id));
    }
}
