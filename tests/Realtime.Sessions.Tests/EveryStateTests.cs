using Realtime.Sessions.Tests.Model;
using static Realtime.Sessions.Tests.Model.ReachableStates;

namespace Realtime.Sessions.Tests;

/// <summary>Not samples: every command in every state that a small conversation can be in.</summary>
public class EveryStateTests
{
    [Fact]
    public void There_are_many_states_and_some_are_of_every_phase()
    {
        Assert.True(All.Count > 500, $"{All.Count} states");
        Assert.Equal(Enum.GetValues<SessionPhase>(), All.Select(r => r.State.Live?.Phase).OfType<SessionPhase>().Distinct().Order());
    }

    [Fact]
    public void A_repeated_command_adds_nothing() => Each((now, command, events) =>
    {
        if (events.Count == 0 || !now.Takes(events)) return;
        var after = now.After(events);
        True(Decided(after, command) is null or { Count: 0 }, now, command);
    });

    [Fact]
    public void A_command_repeated_whenever_after_never_revives_a_session() => Each((now, command, events) =>
    {
        var ended = Sessions(now).Where(s => now.Ids.Contains(EventIds.Ended(Tenant.Default, s))).ToList();
        True(!now.Takes(events) || !events.Any(e => ended.Contains(e.SessionId)), now, command);
    });

    [Fact]
    public void A_command_touches_its_own_session_only_unless_it_replaces() => Each((now, command, events) =>
        Assert.All(events.Where(e => e.SessionId != command.SessionId), e =>
            True(command is Start { Replace: true } && e is SessionEnded { Reason: EndReason.Replaced }, now, command)));

    [Fact]
    public void Only_who_owns_the_session_by_the_log_records_or_ends_it() => Each((now, command, events) =>
    {
        var writer = command switch { Record c => c.Owner, End c => c.Owner, LoseWorker c => c.Owner, _ => null };
        True(events.Count == 0 || writer is null || writer == now.State.Live?.Owner?.Token, now, command);
    });

    [Fact]
    public void Of_a_take_over_and_an_end_by_the_owner_the_second_finds_nothing_to_do() => Each((now, command, events) =>
    {
        if (command is not TakeOver { Lost: var owner } || events.Count == 0 || !now.Takes(events)) return;
        var end = new End(command.SessionId, owner, new SessionOutcome(EndReason.ServerShutdown), []);
        True(Decided(now.After(events), end) is { Count: 0 }, now, command);
        if (Decided(now, end) is { Count: > 0 } ended) True(Decided(now.After(ended), command) is { Count: 0 }, now, command);
    });

    [Fact]
    public void An_end_clears_the_live_session_and_leaves_the_conversation_free() => Each((now, command, events) =>
    {
        if (!events.Any(e => e is SessionEnded)) return;
        var after = now.State.After(events);
        True(after.Live is null || command is Start { Replace: true }, now, command);
    });

    [Fact]
    public void Asking_for_the_end_is_never_refused() => Each(
        (_, _, _) => { },
        refused: (now, command) =>
            True(command is not (RequestEnd or End or LoseWorker or GiveUpStart or Claim or TakeOver), now, command));

    [Fact]
    public void A_failed_start_says_what_failed_and_a_started_session_does_not_fail_to_start() => Each((now, command, events) =>
        Assert.All(events.OfType<SessionEnded>().Where(e => e.Reason is EndReason.StartFailed), e =>
            True(e.Error is not null && now.State.Live is { HasStarted: false } && !events.Any(x => x is SessionStarted), now, command)));

    static void Each(Action<Reached, SessionCommand, IReadOnlyList<SessionEvent>> holds, Action<Reached, SessionCommand>? refused = null)
    {
        foreach (var now in All)
        {
            foreach (var command in Commands)
            {
                if (Decided(now, command) is { } events) holds(now, command, events);
                else refused?.Invoke(now, command);
            }
        }
    }

    static IEnumerable<Guid> Sessions(Reached now) => Commands.Select(c => c.SessionId).Distinct().Where(now.Ids.Contains);

    static void True(bool holds, Reached now, SessionCommand command)
    {
        if (!holds) Assert.Fail($"{command} in {now.State.Live?.ToString() ?? "no live session"}");
    }
}
