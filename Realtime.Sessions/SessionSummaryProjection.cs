using JasperFx.Events;
using Marten.Events.Projections;

namespace Realtime.Sessions;

/// <summary>Keeps <see cref="SessionSummary"/>, one document a session, out of the append's way.</summary>
public sealed class SessionSummaryProjection : MultiStreamProjection<SessionSummary, string>
{
    public SessionSummaryProjection()
    {
        Identity<SessionRequested>(e => e.SessionId.ToString());
        Identity<SessionClaimed>(e => e.SessionId.ToString());
        Identity<SessionStarted>(e => e.SessionId.ToString());
        Identity<EndRequested>(e => e.SessionId.ToString());
        Identity<SessionEnded>(e => e.SessionId.ToString());
    }

    public override SessionSummary? Evolve(SessionSummary? snapshot, string id, IEvent e) =>
        e.Data is ConversationEvent data
            ? (snapshot ?? new SessionSummary { Id = id }).After(data, new EventPlace(e.StreamKey!, e.Version, e.Sequence, e.Timestamp))
            : snapshot;
}
