using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Sessions;

sealed record SessionCounts(IReadOnlyList<SummaryCount> Counts);

static class ListSessionsCounts
{
    public static async Task<Ok<SessionCounts>> Handle([AsParameters] SessionQuery query, ClaimsPrincipal caller, SummaryStore summaries,
        CancellationToken ct) =>
        TypedResults.Ok(new SessionCounts(await summaries.Counts(query.Filter(caller), ct)));
}
