using Realtime.Sessions;

namespace Realtime.EventLog.Checking;

/// <summary>Checks the live session of a stream for events that may happen only once.</summary>
sealed class SessionCheck(Guid id)
{
    bool started;
    bool endRequested;

    public Guid Id { get; } = id;

    /// <summary>The rule that an event of this session breaks, with a sentence; null if it breaks none.</summary>
    public (string Rule, string Sentence)? Next(SessionEvent e, string name)
    {
        switch (e)
        {
            case SessionStarted when started:
                return (Rules.OneStart, $"Session {Id} starts a second time.");
            case SessionStarted:
                started = true;
                return null;
            case EndRequested when endRequested:
                return (Rules.OneEndRequest, $"The end of session {Id} is requested a second time.");
            case EndRequested:
                endRequested = true;
                return null;
            default:
                return started || !NeedsStart(e) ? null : (Rules.StartFirst, $"{name} of session {Id} precedes its session_started.");
        }
    }

    static bool NeedsStart(SessionEvent e) => e is not (SessionRequested or SessionClaimed or TextSubmitted or CommandSubmitted or SessionEnded);
}
