using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>A session, and those before and after it in its conversation; null where there is none.</summary>
sealed record NeighboursView(SummaryView Session, SummaryView? Before, SummaryView? After);

static class ReadSummary
{
    public static async Task<Ok<NeighboursView>> Handle(
        string conversation, Guid session, ClaimsPrincipal caller, SummaryStore summaries, CancellationToken ct)
    {
        var found = await summaries.Find(caller.Conversation(conversation), session, ct)
            ?? throw new UnknownSessionException(conversation, session);
        return TypedResults.Ok(new NeighboursView(SummaryView.Of(found.Session), View(found.Before), View(found.After)));
    }

    static SummaryView? View(SessionSummary? summary) => summary is null ? null : SummaryView.Of(summary);
}
