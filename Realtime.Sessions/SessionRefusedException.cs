namespace Realtime.Sessions;

/// <summary>A command was refused and appended nothing. <see cref="Problem"/> is stable: clients match on it as urn:realtime:problem:NAME.</summary>
public abstract class SessionRefusedException(string problem, string message) : Exception(message)
{
    public string Problem { get; } = problem;
}

public sealed class ConversationBusyException(Guid liveSessionId)
    : SessionRefusedException("conversation-busy", $"Session {liveSessionId} is live in this conversation: end it first, or start with \"ifActive\": \"replace\".")
{
    public Guid LiveSessionId { get; } = liveSessionId;
}

public sealed class SessionNotLiveException(Guid sessionId)
    : SessionRefusedException("session-not-live", $"Session {sessionId} is not live, or its end has been requested: start a new session.");

public sealed class SessionNotStartedException(Guid sessionId)
    : SessionRefusedException("session-not-started", $"Session {sessionId} has not started: wait for session_started.");

/// <summary>So many write to the conversation at once that this command found no turn.</summary>
public sealed class ConversationContendedException(string conversation)
    : SessionRefusedException("conversation-contended", $"Too many requests write to conversation {conversation} at once: repeat this one; with the same ids it is the same request.");

public sealed class InputOverloadedException(Guid sessionId, int limit)
    : SessionRefusedException("input-overloaded", $"Session {sessionId} has {limit} texts that the model has not taken yet: wait for text_delivered, then send again.");

public sealed class UnknownHandoffException(Guid sessionId, string callId)
    : SessionRefusedException("unknown-handoff", $"Session {sessionId} has no tool call {callId}.");

public sealed class IdempotencyConflictException(string what)
    : SessionRefusedException("idempotency-conflict", $"{what} was used before with other content: use a new one, or repeat the first request unchanged.");

public sealed class SessionLiveException(Guid sessionId)
    : SessionRefusedException("session-live", $"Session {sessionId} is live in this conversation: end it first.")
{
    public Guid SessionId { get; } = sessionId;
}

public sealed class ConversationArchivedException(string conversation)
    : SessionRefusedException("conversation-archived", $"Conversation {conversation} is archived and takes nothing more: use another conversation.");

/// <summary>The log says that somebody else owns the session, or that it ended. The worker drops the transport.</summary>
public sealed class OwnershipLostException(Guid sessionId)
    : SessionRefusedException("ownership-lost", $"Session {sessionId} belongs to another owner or has ended.");
