namespace Realtime.Sessions;

/// <summary>A command for a session. It contains everything that the decision needs, which reads no clock and does no I/O.</summary>
public abstract record SessionCommand(Guid SessionId);

/// <summary>API: start a session. With Replace it also ends the live session, if there is one.</summary>
/// <param name="Warnings">What the client was told to change soon, for the record.</param>
public sealed record Start(Guid SessionId, SessionOptions Options, bool Replace = false, IReadOnlyList<string>? Warnings = null)
    : SessionCommand(SessionId);

/// <summary>Worker: claim a requested session.</summary>
public sealed record Claim(Guid SessionId, string WorkerId, string Address) : SessionCommand(SessionId);

/// <summary>Recovery: become the owner of a session whose worker is lost, if its start asked for that.</summary>
public sealed record TakeOver(Guid SessionId, OwnerToken Lost, string WorkerId, string Address) : SessionCommand(SessionId);

/// <summary>API: submit a text for the model.</summary>
public sealed record SubmitText(Guid SessionId, string InputId, string Role, string Text) : SessionCommand(SessionId);

/// <summary>API: submit a command for the model.</summary>
public sealed record SubmitCommand(CommandSubmitted Command) : SessionCommand(Command.SessionId);

/// <summary>API: answer a tool call.</summary>
public sealed record AnswerHandoff(Guid SessionId, string CallId, string Output) : SessionCommand(SessionId);

/// <summary>API: end the session.</summary>
public sealed record RequestEnd(Guid SessionId) : SessionCommand(SessionId);

/// <summary>Owner: record what happened on the transport, in order.</summary>
public sealed record Record(Guid SessionId, OwnerToken Owner, IReadOnlyList<SessionEvent> Events) : SessionCommand(SessionId);

/// <summary>Owner: end the session. The events are those that it drained before the end.</summary>
public sealed record End(Guid SessionId, OwnerToken Owner, SessionOutcome Outcome, IReadOnlyList<SessionEvent> Events)
    : SessionCommand(SessionId);

/// <summary>Recovery: end a session whose worker is lost.</summary>
public sealed record LoseWorker(Guid SessionId, OwnerToken Owner) : SessionCommand(SessionId);

/// <summary>Recovery: end a session that no worker has claimed in time.</summary>
public sealed record GiveUpStart(Guid SessionId, SessionError Error) : SessionCommand(SessionId);

/// <summary>How a session ended, as its owner saw it.</summary>
public sealed record SessionOutcome(
    EndReason Reason,
    SessionError? Error = null,
    int? CloseCode = null,
    string? CloseReason = null)
{
    public SessionTotals Totals { get; init; } = SessionTotals.None;
}
