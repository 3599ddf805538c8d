using JasperFx.Events;
using Marten.Events.Projections;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>Keeps <see cref="SessionSummary"/>, one document a session, out of the append's way.</summary>
public sealed class SessionSummaryProjection : MultiStreamProjection<SessionSummary, string>
{
    public SessionSummaryProjection()
    {
        Of<SessionRequested>();
        Of<SessionClaimed>();
        Of<SessionStarted>();
        Of<EndRequested>();
        Of<SessionEnded>();
    }

    /// <summary>The daemon reads rows of included types only: a row of any other, a newer version's too, is none of this projection's.</summary>
    void Of<TEvent>() where TEvent : SessionEvent
    {
        IncludeType<TEvent>();
        Identity<TEvent>(e => e.SessionId.ToString());
    }

    public override SessionSummary? Evolve(SessionSummary? snapshot, string id, IEvent e) =>
        e.Data is ConversationEvent data
            ? (snapshot ?? new SessionSummary { Id = id }).After(data, new EventPlace(e.StreamKey!, e.Version, e.Sequence, e.Timestamp))
            : snapshot;
}
