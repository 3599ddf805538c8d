using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// One session in a list; without a tenant it is of the tenant default. Reason, totals and times are set once the session reaches them.
/// </summary>
sealed record SummaryView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tenant,
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
    public static SummaryView Of(SessionSummary s) => Of(s, ConversationKey.Parse(s.Conversation));

    static SummaryView Of(SessionSummary s, ConversationKey conversation) => new(
        conversation.Tenant.Shown, conversation.Name, s.SessionId, s.State, s.Model, s.Voice, s.Modality, s.Worker, s.RequestedVersion,
        s.RequestedAt, s.StartedAt, s.EndedAt, s.Reason, s.ErrorCode, s.Totals, s.TotalsComplete);
}
