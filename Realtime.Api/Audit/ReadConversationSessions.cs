using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

/// <summary>Oldest first; next is the after of the next page, null on the last.</summary>
sealed record ConversationSessions(string Conversation, IReadOnlyList<SummaryView> Sessions, long? Next);

static class ReadConversationSessions
{
    const int DefaultLimit = 100;
    const int MaximumLimit = 1_000;

    /// <summary>Folded from the conversation's own events, so it is always current.</summary>
    public static async Task<Ok<ConversationSessions>> Handle(
        string conversation, ClaimsPrincipal caller, History history, CancellationToken ct, long after = 0, int limit = DefaultLimit)
    {
        if (after < 0) throw new InvalidOptionsException("after", "after must be 0, or the next of the page before.");
        if (limit is < 1 or > MaximumLimit) throw new InvalidOptionsException("limit", $"limit must be 1 to {MaximumLimit}.");
        var key = caller.Conversation(conversation);
        if (await history.Find(key, ct) is null) throw new UnknownConversationException(conversation);
        var sessions = await history.Sessions(key, after, ct).Take(limit).ToListAsync(ct);
        // The next session is requested after this one's end.
        var next = sessions.Count == limit ? sessions[^1].EndedVersion : null;
        return TypedResults.Ok(new ConversationSessions(conversation, [.. sessions.Select(SummaryView.Of)], next));
    }
}
