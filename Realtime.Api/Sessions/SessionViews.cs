using JasperFx.Events;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>A session as clients see it. Ended is set once the session has ended.</summary>
sealed record SessionView(string Conversation, Guid SessionId, string Phase, EndedView? Ended = null);

/// <summary>The end on record; Version is its place in the conversation.</summary>
sealed record EndedView(
    EndReason Reason,
    long Version,
    DateTimeOffset At,
    SessionError? Error,
    int? CloseCode,
    string? CloseReason,
    SessionTotals Totals,
    bool TotalsComplete)
{
    public static EndedView Of(IEvent e)
    {
        var ended = (SessionEnded)e.Data;
        return new EndedView(ended.Reason, e.Version, e.Timestamp, ended.Error, ended.CloseCode, ended.CloseReason, ended.Totals,
            ended.TotalsComplete);
    }
}

/// <summary>A conversation now; lastEnd is the end of its previous session.</summary>
sealed record ConversationView(string Conversation, long Version, LiveView? Live, LastEndView? LastEnd);

sealed record LiveView(Guid SessionId, SessionPhase Phase, string Model, string? WorkerId, int TextsUndelivered,
    IEnumerable<string> OpenHandoffs)
{
    public static LiveView? Of(LiveSession? live) => live is null ? null : new LiveView(
        live.SessionId, live.Phase, live.Options.Model, live.Owner?.WorkerId, live.Undelivered.Count,
        live.Handoffs.Where(h => !h.Answered).Select(h => h.CallId));
}

sealed record LastEndView(Guid SessionId, EndReason Reason, SessionError? Error);
