namespace Realtime.Sessions;

/// <summary>Something somebody wants of a session. Commands carry what they need; the decision reads no clock and does no I/O.</summary>
public abstract record SessionCommand(Guid SessionId);

/// <summary>API: start a session; with Replace also where another one is live.</summary>
public sealed record Start(Guid SessionId, SessionOptions Options, bool Replace = false) : SessionCommand(SessionId);

/// <summary>Worker: take a requested session.</summary>
public sealed record Claim(Guid SessionId, string WorkerId, string Address) : SessionCommand(SessionId);

/// <summary>Recovery: own a session whose worker is gone, where its start asked for that.</summary>
public sealed record TakeOver(Guid SessionId, OwnerToken Lost, string WorkerId, string Address) : SessionCommand(SessionId);

/// <summary>API: text for the model.</summary>
public sealed record SubmitText(Guid SessionId, string InputId, string Role, string Text) : SessionCommand(SessionId);

/// <summary>API: the answer to a tool call.</summary>
public sealed record AnswerHandoff(Guid SessionId, string CallId, string Output) : SessionCommand(SessionId);

/// <summary>API: end the session.</summary>
public sealed record RequestEnd(Guid SessionId) : SessionCommand(SessionId);

/// <summary>Owner: what happened on the transport, in order.</summary>
public sealed record Record(Guid SessionId, OwnerToken Owner, IReadOnlyList<SessionEvent> Events) : SessionCommand(SessionId);

/// <summary>Owner: the one way out. Events are what was drained before the end.</summary>
public sealed record End(Guid SessionId, OwnerToken Owner, SessionOutcome Outcome, IReadOnlyList<SessionEvent> Events) : SessionCommand(SessionId);

/// <summary>Recovery: the session's worker is gone.</summary>
public sealed record LoseWorker(Guid SessionId, OwnerToken Owner) : SessionCommand(SessionId);

/// <summary>Recovery: no worker took the session in time.</summary>
public sealed record GiveUpStart(Guid SessionId, SessionError Error) : SessionCommand(SessionId);

/// <summary>How an owner saw its session end.</summary>
public sealed record SessionOutcome(
    EndReason Reason,
    SessionError? Error = null,
    int? CloseCode = null,
    string? CloseReason = null)
{
    public SessionTotals Totals { get; init; } = SessionTotals.None;
}
