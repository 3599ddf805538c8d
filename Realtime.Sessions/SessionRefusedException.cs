namespace Realtime.Sessions;

/// <summary>
/// A refused command, which appended nothing. Clients match <see cref="Problem"/> as urn:realtime:problem:NAME, so it is stable.
/// </summary>
public abstract class SessionRefusedException(string problem, string message) : Exception(message)
{
    public string Problem { get; } = problem;
}

public sealed class ConversationBusyException(Guid liveSessionId)
    : SessionRefusedException(
        "conversation-busy",
        $"Session {liveSessionId} is live in this conversation. End it first, or start with \"ifActive\": \"replace\".")
{
    public Guid LiveSessionId { get; } = liveSessionId;
}

public sealed class SessionNotLiveException(Guid sessionId)
    : SessionRefusedException("session-not-live", $"Session {sessionId} is not live, or its end has been requested. Start a new session.");

public sealed class SessionNotStartedException(Guid sessionId)
    : SessionRefusedException("session-not-started", $"Session {sessionId} has not started. Wait for session_started.");

/// <summary>So many commands write to the conversation at once that this one found no turn in time.</summary>
public sealed class ConversationContendedException(string conversation)
    : SessionRefusedException(
        "conversation-contended",
        $"Too many requests write to conversation {conversation} at once. Repeat this one: with the same ids it is the same request.");

public sealed class InputOverloadedException(Guid sessionId, int limit)
    : SessionRefusedException(
        "input-overloaded",
        $"Session {sessionId} has {limit} inputs that the model has not yet taken. Wait for text_delivered or command_delivered, then send again.");

public sealed class TranscriptionOnlyException(Guid sessionId)
    : SessionRefusedException("transcription-only",
        $"Session {sessionId} only transcribes audio: start one of the type realtime for texts, items and responses.");

public sealed class UnknownHandoffException(Guid sessionId, string callId)
    : SessionRefusedException("unknown-handoff", $"Session {sessionId} has no tool call {callId}.");

public sealed class HandoffClosedException(Guid sessionId, string callId, string why)
    : SessionRefusedException("handoff-closed", $"Tool call {callId} of session {sessionId} is closed, and the model was told so: {why}");

public sealed class IdempotencyConflictException(string what)
    : SessionRefusedException(
        "idempotency-conflict", $"{what} was used before with other content. Use a new one, or repeat the first request unchanged.");

public sealed class SessionLiveException(Guid sessionId)
    : SessionRefusedException("session-live", $"Session {sessionId} is live in this conversation. End it first.")
{
    public Guid SessionId { get; } = sessionId;
}

public sealed class ConversationArchivedException(string conversation)
    : SessionRefusedException(
        "conversation-archived", $"Conversation {conversation} is archived and takes no events. Use another conversation.");

/// <summary>According to the log the session has another owner or has ended. The worker closes its transport.</summary>
public sealed class OwnershipLostException(Guid sessionId)
    : SessionRefusedException("ownership-lost", $"Session {sessionId} belongs to another owner or has ended.");
