using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>One session in a list. Reason, totals and times are there once it got so far.</summary>
sealed record SummaryView(
    string Conversation,
    string SessionId,
    SessionState State,
    string Model,
    string? Voice,
    Modality Modality,
    string? Worker,
    long RequestedVersion,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    EndReason? Reason,
    string? ErrorCode,
    SessionTotals? Totals,
    bool TotalsComplete)
{
    public static SummaryView Of(SessionSummary s) => new(
        s.Conversation, s.Id, s.State, s.Model, s.Voice, s.Modality, s.Worker, s.RequestedVersion,
        s.RequestedAt, s.StartedAt, s.EndedAt, s.Reason, s.ErrorCode, s.Totals, s.TotalsComplete);
}
