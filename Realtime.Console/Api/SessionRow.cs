using Realtime.Sessions;

namespace Realtime.Console.Api;

/// <summary>One session in a list. Without a tenant it is of the tenant default.</summary>
public sealed record SessionRow(string? Tenant, string Conversation, Guid SessionId, SessionState State, string Model, string? Voice,
    string? Worker, long RequestedVersion, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    EndReason? Reason, string? ErrorCode, SessionTotals? Totals, bool TotalsComplete);

/// <param name="Next">The before of the next page; null on the last.</param>
public sealed record SessionPage(IReadOnlyList<SessionRow> Sessions, long? Next);

/// <param name="Reason">Null counts the live sessions.</param>
public sealed record SessionCount(EndReason? Reason, long Count, long InputTokens, long OutputTokens, IReadOnlyList<Cost> Costs);

public sealed record SessionCounts(IReadOnlyList<SessionCount> Counts);

/// <summary>A session, and those before and after it in its conversation; null where there is none.</summary>
public sealed record SessionNeighbours(SessionRow Session, SessionRow? Before, SessionRow? After);

/// <summary>A session now. Ended is set once it has ended.</summary>
public sealed record SessionNow(string Conversation, Guid SessionId, SessionState Phase, SessionEnd? Ended);

/// <summary>The end on record; Version is its place in the conversation.</summary>
public sealed record SessionEnd(EndReason Reason, long Version, DateTimeOffset At, SessionError? Error, int? CloseCode, string? CloseReason,
    SessionTotals Totals, bool TotalsComplete);

/// <summary>A conversation now.</summary>
public sealed record ConversationNow(string Conversation, long Version);
