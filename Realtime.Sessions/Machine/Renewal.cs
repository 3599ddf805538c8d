using static Realtime.Sessions.Machine.State;

namespace Realtime.Sessions.Machine;

/// <summary>
/// A new transport takes the place of one that nears its limit. Clients keep their sockets, and what they say meanwhile waits for the new
/// one. The model finishes its answer first, as long as there is time.
/// </summary>
static class Renewal
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Where the start did not ask for it, the clients are told instead.</summary>
    public static State Near(Conversing s, DateTimeOffset now, List<Effect> does)
    {
        var facts = s.Facts with { Limits = s.Facts.Limits with { Near = null } };
        if (!facts.Terms.Renews)
        {
            does.Add(new Effect.Broadcast(new Notice.Expiring(facts.Terms.SessionId, (int)facts.Limits.Left(now).TotalSeconds)));
            return s with { Facts = facts };
        }

        if (facts.Dialogue.Responses.IsBusy && facts.Limits.MayWait(now)) return s with { Facts = Again(facts, now) };
        does.Add(new Effect.Open(facts.Transport + 1));
        return new Renewing(facts);
    }

    public static State Opened(Renewing s, DateTimeOffset now, List<Effect> does)
    {
        if (s.OldIsGone) return Switch(new Settling(s.Facts, OldIsGone: true, Until: now), isSettled: false, now, does);
        does.Add(new Effect.Settle(s.Facts.Transport, AndPause: true));
        return new Settling(s.Facts, OldIsGone: false, Until: now + Shorter(s.Facts.Terms.Bounds.Settle, s.Facts.Limits.Left(now) / 2));
    }

    /// <summary>The old transport has said its last word, or has had its time.</summary>
    public static State Switch(Settling s, bool isSettled, DateTimeOffset now, List<Effect> does)
    {
        if (!s.OldIsGone && s.Facts.Dialogue.Responses.Active is not null && s.Facts.Limits.MayWait(now))
            return GiveUp(s, s.NextTransport, "The model is still answering.", now, does);
        does.Add(new Effect.Switch(s.Facts.Transport, s.NextTransport, isSettled));
        return s with { Until = null, IsSettled = isSettled };
    }

    public static State Switched(Settling s, Input.Switched switched, DateTimeOffset now, List<Effect> does)
    {
        var notRestored = s.IsSettled ? switched.NotRestored : [.. switched.NotRestored, "what was said last: the old transport did not answer it in time"];
        does.Add(new Effect.Record(new TransportRenewed(s.Facts.Terms.SessionId, switched.ItemsReplayed, notRestored)));
        if (!s.OldIsGone) does.Add(new Effect.Close(s.Facts.Transport, "renewed"));
        return new Conversing(s.Facts with
        {
            Transport = s.NextTransport,
            Replayed = switched.ItemIds,
            Configuring = switched.IsRestored ? Configuring.Restore : Configuring.Start,
            Limits = s.Facts.Limits.TransportUp(now),
            Dialogue = s.Facts.Dialogue.OnNewTransport(switched.ItemIds),
        });
    }

    /// <summary>The old transport goes on; a moment later it is tried again.</summary>
    public static State GiveUp(Live s, int next, string reason, DateTimeOffset now, List<Effect> does)
    {
        does.Add(new Effect.WarnNotRenewed(reason));
        does.Add(new Effect.Close(next, "not needed"));
        if (s is Settling) does.Add(new Effect.Continue(s.Facts.Transport));
        return new Conversing(Again(s.Facts, now));
    }

    /// <summary>The provider's limit was reached before the transport was renewed: the old one is gone.</summary>
    public static State Expired(Live s, SessionOutcome outcome, List<Effect> does)
    {
        if (!s.Facts.Terms.Renews) return SessionMachine.Finish(outcome, does);
        if (OldIsGone(s)) return s;
        does.Add(new Effect.Close(s.Facts.Transport, "expired"));
        if (s is Conversing) does.Add(new Effect.Open(s.Facts.Transport + 1));
        var facts = s.Facts with { Limits = s.Facts.Limits.TransportGone() };
        if (s is not Settling settling) return new Renewing(facts, OldIsGone: true);
        does.Add(new Effect.Switch(facts.Transport, settling.NextTransport, IsSettled: false));
        return settling with { Facts = facts, OldIsGone = true, Until = null };
    }

    public static bool OldIsGone(Live s) => s is Renewing { OldIsGone: true } or Settling { OldIsGone: true };

    static Facts Again(Facts facts, DateTimeOffset now) => facts with { Limits = facts.Limits with { Near = now + Pause } };

    static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
