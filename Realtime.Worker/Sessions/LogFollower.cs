using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Live;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Reads the conversation from the session's request on: texts and answers for the model, and what ends the session. A failed read is
/// retried where it stopped, as the database may be unavailable for a while. If the log is available but reads keep failing, the session
/// ends.
/// </summary>
sealed partial class LogFollower(
    OwnedSession session, SessionServices services, LiveAttachments attachments, Func<Input, int, ValueTask> post, Action<StopCause> stop)
{
    /// <summary>Failed reads in a row, while the log is available, that end the session.</summary>
    const int MostFailures = 5;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>The events of others that go to the model.</summary>
    static readonly HashSet<string> ForModel =
    [
        EventTypes.NameOf<TextSubmitted>(), EventTypes.NameOf<HandoffAnswered>(), .. EventTypes.NamesUnder<CommandSubmitted>(),
    ];

    static readonly HashSet<string> Ends = [EventTypes.NameOf<EndRequested>(), EventTypes.NameOf<SessionEnded>(),
        EventTypes.NameOf<SessionClaimed>()];

    /// <summary>Events that live sockets get from the log, each after everything that came before it.</summary>
    static readonly HashSet<string> Lifecycle =
    [
        EventTypes.NameOf<SessionClaimed>(), EventTypes.NameOf<SessionStarted>(), EventTypes.NameOf<TransportRenewed>(),
        EventTypes.NameOf<SessionResumed>(), EventTypes.NameOf<EndRequested>(),
    ];

    readonly ILogger logger = services.Logger;
    long at = session.FollowFrom;
    int failures;

    public async Task Run(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await foreach (var events in services.Tail.Follow(session.Conversation, at, over)) await Read(events);
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFollowFailed(session.SessionId, e.Message);
                failures = LogFailures.IsAway(e) ? 0 : failures + 1;
                if (e is DamagedConversationException || failures == MostFailures)
                {
                    stop(StopCause.Error(WorkerErrors.LogUnreadable));
                    return;
                }

                await Task.Delay(Pause, services.Time, CancellationToken.None);
            }
        }
    }

    async Task Read(IReadOnlyList<LoggedEvent> events)
    {
        foreach (var logged in events) session.Entry.Observe(logged);
        at = events[^1].Version;
        failures = 0;
        if (events.LastOrDefault(logged => Lifecycle.Contains(logged.Type)) is { } last) attachments.Mark(last.Version);
        foreach (var logged in events.Where(logged => Ends.Contains(logged.Type)))
        {
            if (logged.Decode() is SessionEvent e && StopCause.Of(e, session.SessionId, session.Entry.Owner) is { } cause) stop(cause);
        }

        foreach (var logged in events.Where(logged => ForModel.Contains(logged.Type)))
        {
            if (logged.Decode() is SessionEvent e) await post(new Input.LogSaid(e), logged.Data.Length);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} could not read its conversation; it retries in 0.5 s: {Reason}")]
    partial void LogFollowFailed(Guid session, string reason);
}
