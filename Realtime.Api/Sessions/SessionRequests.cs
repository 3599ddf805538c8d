using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// Requests that clients may repeat. The first one appends an event whose id follows from the request; every later one, and every one
/// that lost the race, is answered with that event, also after the session ended; other content under the same id is refused.
/// </summary>
sealed class SessionRequests(Conversations conversations, SessionAnnouncements announcements)
{
    public async Task<SessionAccepted> Start(string conversation, Start start, CancellationToken ct)
    {
        var first = await First(conversation, start, EventIds.Requested(start.SessionId), $"sessionId {start.SessionId}",
            (SessionRequested e) => e.Options == start.Options, ct);
        if (first.New) await announcements.Announce(conversation, start.SessionId);
        // The phase it had then: a repeat gets the first answer, whatever became of the session since.
        return new SessionAccepted(conversation, start.SessionId, SessionPhase.Requested, first.Version);
    }

    public async Task<TextAccepted> Submit(string conversation, SubmitText text, CancellationToken ct)
    {
        var first = await First(conversation, text, EventIds.Text(text.SessionId, text.InputId), $"inputId {text.InputId}",
            (TextSubmitted e) => e.Text == text.Text && e.Role == text.Role, ct);
        return new TextAccepted(text.InputId, first.Version);
    }

    public async Task<HandoffAccepted> Answer(string conversation, AnswerHandoff answer, CancellationToken ct)
    {
        var first = await First(conversation, answer, EventIds.HandoffAnswer(answer.SessionId, answer.CallId), $"The answer to {answer.CallId}",
            (HandoffAnswered e) => e.Output == answer.Output, ct);
        return new HandoffAccepted(answer.CallId, first.Version);
    }

    async Task<(long Version, bool New)> First<TEvent>(
        string conversation, SessionCommand command, Guid eventId, string what, Func<TEvent, bool> same, CancellationToken ct)
        where TEvent : SessionEvent
    {
        try
        {
            var committed = await conversations.Transact(conversation, command, ct);
            if (committed.Events.Count > 0) return (committed.Version, New: true);
            if (await Recorded() is { } repeated) return (repeated, New: false);
            throw new SessionNotLiveException(command.SessionId);
        }
        catch (SessionRefusedException refusal) when (refusal is not IdempotencyConflictException)
        {
            // What was accepted once stays accepted, whatever became of the session.
            if (await Recorded() is { } version) return (version, New: false);
            throw;
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e))
        {
            return (await Recorded() ?? throw new IdempotencyConflictException(what), New: false);
        }

        async Task<long?> Recorded()
        {
            if (await conversations.Find(eventId, ct) is not { } e) return null;
            return e.StreamKey == conversation && e.Data is TEvent data && same(data) ? e.Version : throw new IdempotencyConflictException(what);
        }
    }
}
