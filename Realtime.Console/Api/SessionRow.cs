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
