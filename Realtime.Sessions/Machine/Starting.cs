using static Realtime.Sessions.Machine.State;

namespace Realtime.Sessions.Machine;

/// <summary>The first transport of an owner is up: the session starts, or goes on where another owner left it.</summary>
static class Starting
{
    public static Conversing Opened(Connecting s, Input.TransportOpened opened, DateTimeOffset now, List<Effect> does)
    {
        var (facts, terms) = (s.Facts, s.Facts.Terms);
        does.Add(new Effect.Record(terms.Resumption is { } left
            ? new SessionResumed(terms.SessionId, terms.Owner.WorkerId, terms.Owner.Epoch, left.ItemsReplayed, left.NotRestored)
            : new SessionStarted(terms.SessionId, terms.Options.Model, terms.Options.Voice, opened.Milliseconds)));
        does.Add(new Effect.Listen(opened.Transport));
        var waitsForDriver = terms.Options.Driver is SessionDriver.Live && facts.DriverTurn == 0;
        return new Conversing(facts with
        {
            Limits = facts.Limits.TransportUp(now),
            LastActivity = now,
            ClientGoneAt = waitsForDriver ? now + terms.Bounds.ClientGone : facts.ClientGoneAt,
        });
    }
}
