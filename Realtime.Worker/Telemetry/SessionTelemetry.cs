using Realtime.Worker.Sessions;

namespace Realtime.Worker.Telemetry;

/// <summary>What one session tells the outside of itself: its spans, its metrics, and its turns, which become both.</summary>
sealed class SessionTelemetry
{
    public SessionTelemetry(OwnedSession session, SessionServices services, SessionTime time)
    {
        Trace = new SessionTrace(session, services.Upstream.Value);
        Metrics = new SessionMetrics(session, Trace, services.Labels);
        FirstAudio = new FirstAudio(time);
        var spans = new TurnSpans(Trace, session.Options.Modality, services.Telemetry.Value.Content);
        Turns = new SessionTurns(spans, Metrics, FirstAudio, time);
    }

    public SessionTrace Trace { get; }

    public SessionMetrics Metrics { get; }

    public FirstAudio FirstAudio { get; }

    public SessionTurns Turns { get; }
}
