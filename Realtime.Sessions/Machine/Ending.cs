using static Realtime.Sessions.Machine.State;

namespace Realtime.Sessions.Machine;

/// <summary>
/// How a session ends. A cause in the provider's own stream cuts there: nothing behind it is recorded. With any other cause, what had
/// already arrived is recorded first, until it is quiet or the time is up.
/// </summary>
static class Ending
{
    public static State For(EndReason reason, Live s, DateTimeOffset now, List<Effect> does) =>
        Drain(s, new StopCause(new SessionOutcome(reason)), now, does);

    /// <summary>A cause outside the inbound stream.</summary>
    public static State Drain(Live s, StopCause cause, DateTimeOffset now, List<Effect> does)
    {
        does.Add(Effect.StopIntake.Instance);
        if (!cause.HandsOver) does.Add(Effect.StopSending.Instance);
        if (s is Renewing or Settling) does.Add(new Effect.Close(s.Facts.Transport + 1, "session ended"));
        if (cause.Outcome is null) return SessionMachine.Finish(null, does);
        var (facts, bounds) = (s.Facts, s.Facts.Terms.Bounds);
        var draining = new Draining(facts, cause, now + bounds.Quiet, now + bounds.Drain,
            IsSettled: !(cause.HandsOver && facts.Terms.Can.Settle));
        if (s is Connecting || Renewal.OldIsGone(s)) return Leave(draining, cause.Outcome, does);
        if (!draining.IsSettled && s is not Settling) does.Add(new Effect.Settle(facts.Transport, AndPause: false));
        return draining;
    }

    public static State Hear(Draining s, Input.UpstreamSaid said, DateTimeOffset now, List<Effect> does) => said.Message switch
    {
        UpstreamMessage.Fatal fatal => Met(s, new SessionOutcome(EndReason.Error, fatal.Error), explains: true, does),
        UpstreamMessage.Expired => Met(s, new SessionOutcome(EndReason.Expired), explains: true, does),
        UpstreamMessage.Settled => s with { IsSettled = true, QuietAt = now + s.Facts.Terms.Bounds.Quiet },
        _ => s with { Facts = Recorded(s.Facts, said.Message, now, does), QuietAt = now + s.Facts.Terms.Bounds.Quiet },
    };

    public static State Closed(Draining s, Input.TransportClosed closed, DateTimeOffset now, List<Effect> does) =>
        closed.Transport != s.Facts.Transport ? s : Met(s, OutcomeOf(s.Facts, closed, now), explains: true, does);

    public static State Lost(Draining s, Input.TransportLost lost, DateTimeOffset now, List<Effect> does)
    {
        if (lost.Transport != s.Facts.Transport) return s;
        var error = s.Facts.Suspicion(now) ?? lost.Error;
        return Met(s, new SessionOutcome(EndReason.Error, error), explains: lost.Error.Origin is not ErrorOrigin.Transport, does);
    }

    /// <summary>The provider has been quiet, or the time is up.</summary>
    public static State Ring(Draining s, DateTimeOffset now, List<Effect> does)
    {
        if (s.Until <= now || s.QuietAt <= now && s.IsSettled) return Leave(s, s.Cause.Outcome!, does);
        return s.QuietAt <= now ? s with { QuietAt = s.Until } : s;
    }

    /// <summary>The last words of a transport that has a successor are recorded; nobody answers them.</summary>
    public static State Record(Live s, UpstreamMessage message, List<Effect> does)
    {
        if (message is UpstreamMessage.Recorded { Event: var e } && !s.Facts.IsReplayed(message)) does.Add(new Effect.Record(e));
        return s;
    }

    public static SessionOutcome OutcomeOf(Facts facts, Input.TransportClosed closed, DateTimeOffset now)
    {
        var (code, reason) = (closed.Code, closed.Reason);
        if (closed.Kind is CloseKind.Expired || closed.Kind is CloseKind.Away && facts.Limits.IsNearEnd(now))
            return new SessionOutcome(EndReason.Expired, null, code, reason);
        if (facts.Suspicion(now) is { } suspected) return new SessionOutcome(EndReason.Error, suspected, code, reason);
        return closed.Kind is CloseKind.Fault
            ? new SessionOutcome(EndReason.Error, facts.Explanation(now) ?? ClosedWith(code), code, reason)
            : new SessionOutcome(EndReason.TransportClosed, null, code, reason);
    }

    static SessionError ClosedWith(int? code) =>
        new("upstream_closed", $"Upstream closed the connection with code {code}.", ErrorOrigin.Upstream, Retryable: true);

    /// <summary>The first cause wins, but what the provider says explains a write failure better than itself.</summary>
    static State Met(Draining s, SessionOutcome met, bool explains, List<Effect> does) =>
        Leave(s, s.Cause.IsWriteFailure && explains ? met : s.Cause.Outcome!, does);

    static Facts Recorded(Facts facts, UpstreamMessage message, DateTimeOffset now, List<Effect> does)
    {
        List<Effect> would = [];
        var heard = facts.Hear(message, now, would);
        does.AddRange(would.Where(effect => effect is Effect.Record));
        return heard;
    }

    static State Leave(Draining s, SessionOutcome outcome, List<Effect> does)
    {
        if (!s.Cause.HandsOver) return SessionMachine.Finish(outcome, does);
        does.Add(Effect.StopSending.Instance);
        does.Add(new Effect.Close(s.Facts.Transport, "session ended"));
        does.Add(Effect.HandOver.Instance);
        return new HandingOver(outcome);
    }
}
