using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>What runs beside the mailbox: it only posts into it, or stops the session.</summary>
sealed partial class SessionActor
{
    UpstreamConnection Connection(UpstreamTransport transport) => new(transport, outbox, bounds, services.Time);

    void Run(UpstreamConnection on, Task begin) => on.Run(
        message: bytes => isCutOff ? ValueTask.CompletedTask : Received(bytes),
        last: input =>
        {
            if (on == connection) timing.CauseKnown();
            return mailbox.Post(input, Over);
        },
        written: inputId => mailbox.Post(new SessionInput.Written(inputId), Over),
        failed: e => Stop(new StopCause(new SessionOutcome(EndReason.Error, e.Error), IsWriteFailure: true)),
        begin);

    /// <summary>To the live sockets as it came, and to the mailbox as what it means. Nothing passes behind a fatal error.</summary>
    async ValueTask Received(ReadOnlyMemory<byte> bytes)
    {
        // A driver cuts its own playback: audio is only measured, and does not go through the mailbox.
        var audio = IsDriven ? AudioDelta.Measure(bytes.Span) : null;
        var message = audio is null ? UpstreamReader.Read(bytes, Session.SessionId) : UpstreamMessage.Passed.Instance;
        isCutOff = message is UpstreamMessage.Fatal;
        if (isCutOff) timing.CauseKnown();
        await hearing.WaitAsync(CancellationToken.None); // held for as long as a post to the mailbox takes, which ends with the session
        try
        {
            hasHeard = true;
            if (IsForClients(message)) attachments.Broadcast(bytes.Span);
            if (audio is not { } milliseconds)
            {
                await mailbox.Post(new SessionInput.FromUpstream(message) { Bytes = bytes.Length }, Over);
                return;
            }

            meter.AudioOut(milliseconds);
            clock!.Touch();
        }
        finally
        {
            hearing.Release();
        }
    }

    bool IsForClients(UpstreamMessage message) => message switch
    {
        UpstreamMessage.Settled => false,
        UpstreamMessage.Recorded { Event: var e } => !IsReplayed(e),
        _ => true,
    };

    /// <summary>One message of upstream, or one joining socket, at a time: so that each message is live to a socket or on the record before it, never both.</summary>
    readonly SemaphoreSlim hearing = new(1, 1);
    bool isCutOff, hasHeard;

    /// <summary>Reads of the log in a row that fail, though it is there.</summary>
    const int MostFollowFailures = 5;

    /// <summary>
    /// Reads the conversation from the session's request on: texts and answers for upstream, and what ends the session. A read that
    /// fails is tried again where it stopped; the database may be away for a while. What cannot be read however often it is tried ends the session.
    /// </summary>
    async Task Follow()
    {
        var at = Session.FollowFrom;
        var failures = 0;
        while (!Over.IsCancellationRequested)
        {
            try
            {
                await foreach (var events in services.Tail.Follow(Session.Conversation, at, Over))
                {
                    foreach (var e in events) Session.Entry.Observe(e);
                    at = events[^1].Version;
                    failures = 0;
                    // Their APIs tell these out of the log, each behind all that came before it.
                    if (events.LastOrDefault(e => Lifecycle.Contains(e.Type)) is { } last) attachments.Mark(last.Version);
                    var told = events.Where(e => Wanted.Contains(e.Type)).ToList();
                    foreach (var e in told) StopIfOver(e);
                    if (told.Count > 0) await mailbox.Post(new SessionInput.News(told) { Bytes = told.Sum(e => e.Data.Length) }, Over);
                }
            }
            catch (OperationCanceledException) when (Over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFollowFailed(Session.SessionId, e.Message);
                failures = LogFailures.IsAway(e) ? 0 : failures + 1;
                if (e is DamagedConversationException || failures == MostFollowFailures)
                {
                    Stop(new StopCause(new SessionOutcome(EndReason.Error, WorkerErrors.LogUnreadable)));
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(500), services.Time, CancellationToken.None);
            }
        }
    }

    void StopIfOver(LoggedEvent logged)
    {
        if (logged.Type == EndRequestedName && logged.Decode() is EndRequested requested && requested.SessionId == Session.SessionId)
            Stop(new StopCause(new SessionOutcome(EndReason.Requested)));
        else if (logged.Type == EndedName && logged.Decode() is SessionEnded ended && ended.SessionId == Session.SessionId)
            Stop(StopCause.Disowned);
        else if (logged.Type == ClaimedName && logged.Decode() is SessionClaimed claimed && claimed.SessionId == Session.SessionId && claimed.Epoch > Session.Entry.Owner.Epoch)
            Stop(StopCause.Disowned);
    }

    static readonly string EndRequestedName = EventTypes.NameOf<EndRequested>();
    static readonly string EndedName = EventTypes.NameOf<SessionEnded>();
    static readonly string ClaimedName = EventTypes.NameOf<SessionClaimed>();

    /// <summary>The session's own upstream events come back through the log too; only what others say is of interest.</summary>
    static readonly HashSet<string> Wanted =
        [EventTypes.NameOf<TextSubmitted>(), EventTypes.NameOf<HandoffAnswered>(), EndRequestedName, EndedName, ClaimedName];

    static readonly HashSet<string> Lifecycle =
        [ClaimedName, EventTypes.NameOf<SessionStarted>(), EventTypes.NameOf<TransportRenewed>(), EventTypes.NameOf<SessionResumed>(), EndRequestedName];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} could not follow its conversation and tries again: {Reason}")]
    partial void LogFollowFailed(Guid session, string reason);
}
