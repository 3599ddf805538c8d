using System.Text.Json;
using JasperFx.Events;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Telemetry;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// Requests that clients may repeat. The first appends an event whose id follows from the request; a repeat, or one that lost the race,
/// gets that event as its answer, also after the session's end. Other content under the same id is refused.
/// </summary>
sealed partial class SessionRequests(Conversations conversations, StartAdmission admission, SessionAnnouncements announcements,
    ILogger<SessionRequests> logger)
{
    /// <exception cref="IdempotencyConflictException">
    /// The id was used before with other content, or in another conversation.
    /// </exception>
    public async Task<SessionAccepted> Start(ConversationKey conversation, Start start, CancellationToken ct)
    {
        SessionTags.Set(conversation, start.SessionId);
        var request = new Repeatable<SessionRequested>(conversation, start, $"sessionId {start.SessionId}",
            Find: () => conversations.FindRequest(conversation.Tenant, start.SessionId, ct), IsSame: e => e.Options == start.Options);
        // An append does not collide with an event of the first version, so that event is looked up, while the start is decided.
        var former = IsOfFirstVersion().Observed(); // nobody awaits it if the decision refuses first
        var (version, written) = await First(request, ct, former);
        if (written is not null)
        {
            announcements.Announce(conversation, start.SessionId, written);
            foreach (var warning in start.Warnings ?? []) LogWarning(start.SessionId, conversation, warning);
        }

        // The phase at the start: a repeat gets the first answer.
        return new SessionAccepted(conversation.Name, start.SessionId, SessionPhase.Requested, version, start.Warnings)
        {
            IsNew = written is not null,
        };

        async Task<bool> IsOfFirstVersion() =>
            await conversations.FindFirstVersionRequest(conversation.Tenant, start.SessionId, ct) is not null;
    }

    /// <summary>Refuses what <see cref="Start"/> would refuse now, and appends nothing. A start that is on the record is not refused.</summary>
    public async Task Judge(ConversationKey conversation, Start start, CancellationToken ct)
    {
        if (!await conversations.Knows(conversation, start.SessionId, ct)) await admission.Judge(conversation, start, ct);
    }

    public async Task<TextAccepted> Submit(ConversationKey conversation, Realtime.Sessions.SubmitText text, CancellationToken ct)
    {
        var first = await First(new Repeatable<TextSubmitted>(conversation, text, $"inputId {text.InputId}",
            () => conversations.Find<TextSubmitted>(conversation.Tenant, text.SessionId,
                EventIds.Text(conversation.Tenant, text.SessionId, text.InputId), ct),
            e => e.Text == text.Text && e.Role == text.Role), ct);
        return new TextAccepted(text.InputId, first.Version);
    }

    public async Task<HandoffAccepted> Answer(ConversationKey conversation, Realtime.Sessions.AnswerHandoff answer, CancellationToken ct)
    {
        var first = await First(new Repeatable<HandoffAnswered>(conversation, answer, $"The answer to {answer.CallId}",
            () => conversations.Find<HandoffAnswered>(conversation.Tenant, answer.SessionId,
                EventIds.HandoffAnswer(conversation.Tenant, answer.SessionId, answer.CallId), ct),
            e => e.Failure is null
                ? e.Output == answer.Output
                : throw new HandoffClosedException(answer.SessionId, answer.CallId, e.Failure)), ct);
        return new HandoffAccepted(answer.CallId, first.Version);
    }

    /// <summary>Submits a command; returns the version of its event.</summary>
    public async Task<long> Submit(ConversationKey conversation, CommandSubmitted command, CancellationToken ct) =>
        (await First(OfCommand(conversation, command, ct), ct)).Version;

    /// <summary>Whether the same command was accepted before.</summary>
    public async Task<bool> IsRepeat(ConversationKey conversation, CommandSubmitted command, CancellationToken ct) =>
        await Recorded(OfCommand(conversation, command, ct)) is not null;

    Repeatable<CommandSubmitted> OfCommand(ConversationKey conversation, CommandSubmitted command, CancellationToken ct) =>
        new(conversation, new SubmitCommand(command), $"inputId {command.InputId}",
            () => conversations.Find<CommandSubmitted>(conversation.Tenant, command.SessionId,
                EventIds.Command(conversation.Tenant, command.SessionId, command.InputId), ct),
            e => e.GetType() == command.GetType() && JsonElement.DeepEquals(Json(e), Json(command)));

    static JsonElement Json(CommandSubmitted command) => JsonSerializer.SerializeToElement(command, command.GetType(), EventTypes.Json);

    /// <summary>The version of the event, and what it left if this request appended it.</summary>
    /// <param name="former">Whether the first version recorded this request.</param>
    async Task<(long Version, KnownConversation? Written)> First<TEvent>(
        Repeatable<TEvent> request, CancellationToken ct, Task<bool>? former = null) where TEvent : SessionEvent
    {
        try
        {
            var committed = request.Command is Start start
                ? await admission.Transact(request.Conversation, start, former, ct)
                : await conversations.Transact(request.Conversation, request.Command, ct);
            if (committed.Events.Count > 0) return (committed.Version, new KnownConversation(committed.State, committed.Version, IsArchived: false));
            if (await Recorded(request) is { } repeated) return (repeated, null);
            throw former is not null && await former
                ? new IdempotencyConflictException(request.What)
                : new SessionNotLiveException(request.Command.SessionId);
        }
        catch (SessionRefusedException refusal) when (refusal is not (IdempotencyConflictException or HandoffClosedException))
        {
            // A request that was accepted once stays accepted.
            if (await Recorded(request) is { } version) return (version, null);
            if (refusal is SessionNotLiveException) await MustKnow(request.Conversation, request.Command.SessionId, ct);
            throw;
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e))
        {
            return (await Recorded(request) ?? throw new IdempotencyConflictException(request.What), null);
        }
    }

    /// <exception cref="UnknownSessionException">The conversation never had this session.</exception>
    async Task MustKnow(ConversationKey conversation, Guid session, CancellationToken ct)
    {
        if (!await conversations.Knows(conversation, session, ct)) throw new UnknownSessionException(conversation.Name, session);
    }

    /// <summary>The version of the event with this request's id; null if this conversation has none.</summary>
    static async Task<long?> Recorded<TEvent>(Repeatable<TEvent> request) where TEvent : SessionEvent
    {
        if (await request.Find() is not { } e || e.StreamKey != request.Conversation.Stream) return null;
        return request.IsSame((TEvent)e.Data) ? e.Version : throw new IdempotencyConflictException(request.What);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} in {Conversation} starts with a warning: {Warning}")]
    partial void LogWarning(Guid session, string conversation, string warning);

    /// <param name="What">The id as its client knows it, for a conflict's detail.</param>
    sealed record Repeatable<TEvent>(ConversationKey Conversation, SessionCommand Command, string What, Func<Task<IEvent?>> Find,
        Func<TEvent, bool> IsSame)
        where TEvent : SessionEvent;
}
