using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Problems;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Sessions;

sealed record SessionCounts(IReadOnlyList<SummaryCount> Counts);

static class ListSessionsCounts
{
    static readonly string Names = string.Join(", ", Enum.GetNames<SummaryGroup>()).ToLowerInvariant();

    /// <param name="by">Names of groups with commas between them.</param>
    public static async Task<Ok<SessionCounts>> Handle([AsParameters] SessionQuery query, ClaimsPrincipal caller, SummaryCounts counts,
        CancellationToken ct, [FromQuery] string by = "day,reason") =>
        TypedResults.Ok(new SessionCounts(await counts.Of(query.Filter(caller), Groups(by), ct)));

    static SummaryGroup[] Groups(string by) => [.. by.Split(',').Select(name =>
        Enum.TryParse<SummaryGroup>(name, ignoreCase: true, out var group) && Enum.IsDefined(group) && !char.IsAsciiDigit(name[0])
            ? group
            : throw new InvalidOptionsException("by", $"by must be names with commas between them, of: {Names}."))];
}
