using static Realtime.Sessions.Machine.Input;
using static Realtime.Sessions.Machine.State;

namespace Realtime.Sessions.Machine;

/// <summary>
/// The life of a session with its owner: what it does next, in every state, with everything that can happen. Pure: the same state, input
/// and time always give the same. What the states mean to clients is in docs/lifecycle.md.
/// </summary>
public static class SessionMachine
{
    /// <summary>The session is this owner's: its transport is opened, and what another owner left is done first.</summary>
    public static (State State, IReadOnlyList<Effect> Effects) Begin(Terms terms, DateTimeOffset now)
    {
        List<Effect> does = [new Effect.Open(1)];
        var facts = Facts.Of(terms, now);
        if (terms.Resumption is { } left)
        {
            var resumed = facts.Dialogue.Resume(left.Unfinished, left.ItemIds, now);
            var dialogue = left.Unsent.Aggregate(resumed, (all, e) => Submissions.Read(all, e, now, does));
            facts = facts with { Dialogue = dialogue, Replayed = left.ItemIds, Configuring = Configuring.First(left.IsRestored) };
        }

        return Done(new Connecting(facts.Proceed(now, does)), rings: true, does);
    }

    /// <summary>One input. The effects are to be carried out in their order.</summary>
    public static (State State, IReadOnlyList<Effect> Effects) Step(State state, Input input, DateTimeOffset now)
    {
        List<Effect> does = [];
        var next = Proceed(React(state, input, now, does), now, does);
        return Done(next, rings: input is Rang || next.Next != state.Next, does);
    }

    static State React(State state, Input input, DateTimeOffset now, List<Effect> does) => (state, input) switch
    {
        (Over, _) => state,

        (Connecting s, TransportOpened opened) => Starting.Opened(s, opened, now, does),
        (Connecting, TransportFailed failed) => Finish(new SessionOutcome(EndReason.StartFailed, failed.Error), does),

        (Conversing s, Rang) when s.Facts.Limits.Near <= now => Renewal.Near(s, now, does),
        (Renewing s, TransportOpened opened) when opened.Transport == s.NextTransport => Renewal.Opened(s, now, does),
        (Renewing { OldIsGone: true }, TransportFailed) => Finish(new SessionOutcome(EndReason.Expired), does),
        (Renewing s, TransportFailed failed) => Renewal.GiveUp(s, s.NextTransport, failed.Error.Message, now, does),
        (Settling { Until: not null } s, UpstreamSaid { Message: UpstreamMessage.Settled }) =>
            Renewal.Switch(s, isSettled: true, now, does),
        (Settling { Until: { } until } s, Rang) when until <= now => Renewal.Switch(s, isSettled: false, now, does),
        (Settling s, SettleFailed failed) => Renewal.GiveUp(s, s.NextTransport, failed.Reason, now, does),
        (Settling s, Switched switched) => Renewal.Switched(s, switched, now, does),
        (Settling { OldIsGone: true }, SwitchFailed) => Finish(new SessionOutcome(EndReason.Expired), does),
        (Settling s, SwitchFailed failed) => Renewal.GiveUp(s, s.NextTransport, failed.Reason, now, does),

        (Conversing or Renewing or Settling, UpstreamSaid said) => Hear((Live)state, said, now, does),
        (Conversing or Renewing or Settling, TransportClosed closed) => Closed((Live)state, closed, now, does),
        (Conversing or Renewing or Settling, TransportLost lost) => Lost((Live)state, lost, now, does),
        (Conversing or Renewing or Settling, WriteFailed failed) => WriteFailure((Live)state, failed, now, does),

        (Live s, Stop stop) => Ending.Drain(s, stop.Cause, now, does),
        (Live s, LogSaid said) => Read(s, said.Event, now, does),
        (Live s, CommandFailed failed) => Refuse(s, failed, does),
        (Live s, Written written) => With(s, s.Facts.Wrote(written.Command, now, does)),
        (Live s, DriverCame came) => LiveDriver.Came(s, came),
        (Live s, DriverLeft left) => LiveDriver.Left(s, left, now, does),
        (Live s, AudioDropped dropped) => Tell(s, new Notice.AudioDropped(s.Facts.Terms.SessionId, dropped.Frames), does),
        (Live s, BudgetChecked check) => BudgetCheck.Judge(s, check, now, does),
        (Live s, Rang rang) => Ring(s, rang, now, does),

        (Draining s, UpstreamSaid said) => Ending.Hear(s, said, now, does),
        (Draining s, TransportClosed closed) => Ending.Closed(s, closed, now, does),
        (Draining s, TransportLost lost) => Ending.Lost(s, lost, now, does),
        (Draining s, Written written) => s with { Facts = s.Facts.Wrote(written.Command, now, does) },
        (Draining s, Rang) => Ending.Ring(s, now, does),
        (HandingOver s, HandedOver handed) => Finish(handed.IsTaken ? null : s.Outcome, does),

        // What was on its way when the end began, and what clients still do.
        (Draining or HandingOver, Stop or LogSaid or DriverCame or DriverLeft or AudioDropped or BudgetChecked or CommandFailed
            or WriteFailed or SettleFailed) => state,
        (HandingOver, UpstreamSaid or Written or TransportClosed or TransportLost or Rang) => state,
        (Conversing or Draining or HandingOver, TransportOpened or TransportFailed) => state,
        _ => Unexpected(state, input, does),
    };

    /// <summary>What waits is said and what is owed is asked for, as soon as nothing stands against it.</summary>
    static State Proceed(State state, DateTimeOffset now, List<Effect> does) =>
        state is Connecting or Conversing or Renewing { OldIsGone: false }
        ? With((Live)state, ((Live)state).Facts.Proceed(now, does))
        : state;

    static (State, IReadOnlyList<Effect>) Done(State next, bool rings, List<Effect> does)
    {
        if (rings) does.Add(new Effect.Arm(next.Next));
        return (next, does);
    }

    static State Hear(Live s, UpstreamSaid said, DateTimeOffset now, List<Effect> does)
    {
        if (said.Transport != s.Facts.Transport) return Ending.Record(s, said.Message, does);
        if (said.Message is UpstreamMessage.Fatal fatal) return Finish(new SessionOutcome(EndReason.Error, fatal.Error), does);
        if (said.Message is UpstreamMessage.Expired) return Renewal.Expired(s, new SessionOutcome(EndReason.Expired), does);
        var heard = With(s, s.Facts.Hear(said.Message, now, does));
        does.Add(Effect.Mark.Instance);
        if (said.Message is not UpstreamMessage.Warning { About: Subject.Configuration } refused) return heard;
        return Configuring.Again(heard, refused, does);
    }

    static State Closed(Live s, TransportClosed closed, DateTimeOffset now, List<Effect> does)
    {
        if (closed.Transport != s.Facts.Transport || Renewal.OldIsGone(s)) return s;
        var outcome = Ending.OutcomeOf(s.Facts, closed, now);
        return outcome.Reason is EndReason.Expired ? Renewal.Expired(s, outcome, does) : Finish(outcome, does);
    }

    static State Lost(Live s, TransportLost lost, DateTimeOffset now, List<Effect> does) =>
        lost.Transport != s.Facts.Transport || Renewal.OldIsGone(s)
        ? s
        : Finish(new SessionOutcome(EndReason.Error, s.Facts.Suspicion(now) ?? lost.Error), does);

    static State WriteFailure(Live s, WriteFailed failed, DateTimeOffset now, List<Effect> does) =>
        failed.Transport != s.Facts.Transport || Renewal.OldIsGone(s)
        ? s
        : Ending.Drain(s, StopCause.Error(failed.Error) with { IsWriteFailure = true }, now, does);

    static Live Read(Live s, SessionEvent e, DateTimeOffset now, List<Effect> does) => e.SessionId != s.Facts.Terms.SessionId
        ? s
        : With(s, s.Facts with { LastActivity = now, Dialogue = Submissions.Read(s.Facts.Dialogue, e, now, does) });

    static Live Refuse(Live s, CommandFailed failed, List<Effect> does) =>
        With(s, s.Facts with { Dialogue = Refusals.Refuse(s.Facts.Dialogue, failed.Command, failed.Error, does) });

    static State Ring(Live s, Rang rang, DateTimeOffset now, List<Effect> does)
    {
        var (facts, activity) = (s.Facts, rang.LastAudio > s.Facts.LastActivity ? rang.LastAudio : s.Facts.LastActivity);
        if (facts.Limits.IsOver(now)) return Ending.For(EndReason.Expired, s, now, does);
        if (BudgetCheck.Outcome(facts, now) is { } outcome) return Ending.Drain(s, new StopCause(outcome), now, does);
        if (facts.ClientGoneAt <= now) return Ending.For(EndReason.ClientGone, s, now, does);
        if (facts.Limits.Silence <= now)
        {
            if (facts.Limits.SilentSince(activity, now) is not { } limits) return Ending.For(EndReason.Idle, s, now, does);
            facts = facts with { Limits = limits };
        }

        return With(s, facts with { Dialogue = facts.Dialogue.Ring(now, does) });
    }

    static Live Tell(Live s, Notice notice, List<Effect> does)
    {
        does.Add(new Effect.Broadcast(notice));
        return s;
    }

    static State Unexpected(State state, Input input, List<Effect> does)
    {
        does.Add(new Effect.Warn(state.Name, input.GetType().Name));
        return state;
    }

    /// <summary>The one way out of every state.</summary>
    internal static State Finish(SessionOutcome? outcome, List<Effect> does)
    {
        does.Add(new Effect.Finish(outcome));
        return Over.Instance;
    }

    internal static Live With(Live s, Facts facts) => s with { Facts = facts };
}
