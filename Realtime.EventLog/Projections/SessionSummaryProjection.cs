using JasperFx.Events;
using Marten.Events.Projections;
using Realtime.Sessions;

namespace Realtime.EventLog.Projections;

/// <summary>Keeps one <see cref="SessionSummary"/> document for each session, asynchronously, so that appends do not wait for it.</summary>
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

    /// <summary>
    /// Includes an event type. The daemon reads only rows of included types, so other types, also those of a newer version, do no harm.
    /// </summary>
    void Of<TEvent>() where TEvent : SessionEvent
    {
        IncludeType<TEvent>();
        Identity<IEvent<TEvent>>(e => SessionSummary.IdOf(ConversationKey.Parse(e.StreamKey!).Tenant, e.Data.SessionId));
    }

    public override SessionSummary? Evolve(SessionSummary? snapshot, string id, IEvent e) =>
        e.Data is ConversationEvent data
            ? (snapshot ?? new SessionSummary { Id = id }).After(data, new EventPlace(e.StreamKey!, e.Version, e.Sequence, e.Timestamp))
            : snapshot;
}
