using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Problems;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Sessions;

/// <summary>
/// Newest first; next is the before of the next page, null on the last. A page of a search may have fewer sessions than its limit.
/// </summary>
sealed record SessionList(IReadOnlyList<SummaryView> Sessions, long? Next);

static class ListSessions
{
    const int DefaultLimit = 50;
    const int MaximumLimit = 500;

    public static async Task<Ok<SessionList>> Handle(
        [AsParameters] SessionQuery query, ClaimsPrincipal caller, SummaryStore summaries, CancellationToken ct,
        [FromQuery] long? before = null, [FromQuery] int limit = DefaultLimit)
    {
        if (before is < 1) throw new InvalidOptionsException("before", "before must be the next of the page before.");
        if (limit is < 1 or > MaximumLimit) throw new InvalidOptionsException("limit", $"limit must be 1 to {MaximumLimit}.");
        var page = await summaries.Page(query.Filter(caller), before, limit, ct);
        return TypedResults.Ok(new SessionList([.. page.Sessions.Select(SummaryView.Of)], page.Next));
    }
}
