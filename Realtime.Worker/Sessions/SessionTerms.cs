using Realtime.Sessions.Machine;

namespace Realtime.Worker.Sessions;

/// <summary>The terms for a session's machine: the worker's settings and the provider's abilities.</summary>
static class SessionTerms
{
    public static Terms Of(OwnedSession session, SessionServices services)
    {
        var (bounds, dialect) = (services.Bounds.Value, services.Dialect);
        var transport = TimeSpan.FromSeconds(bounds.SessionSeconds);
        return new Terms(session.SessionId, session.Options, session.Entry.Owner, dialect.Can, new Bounds(
            Transport: transport < dialect.LongestTransport ? transport : dialect.LongestTransport,
            Life: TimeSpan.FromSeconds(bounds.LongestSeconds),
            Idle: TimeSpan.FromSeconds(bounds.IdleSeconds),
            ClientGone: TimeSpan.FromMilliseconds(bounds.ClientGoneMilliseconds),
            Handoff: TimeSpan.FromSeconds(bounds.HandoffSeconds),
            Settle: TimeSpan.FromMilliseconds(bounds.WriteMilliseconds),
            Quiet: TimeSpan.FromMilliseconds(bounds.DrainQuietMilliseconds),
            Drain: TimeSpan.FromMilliseconds(bounds.DrainMilliseconds)), session.Age, Resumption(session));
    }

    static Resumption? Resumption(OwnedSession session) => session.Replay is { } replay
        ? new Resumption(session.Unfinished, session.ItemsReplayed, replay.NotRestored, replay.ItemIds, replay.Unsent,
            IsRestored: replay.InForce is not null)
        : null;
}
