using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Console.Access;
using Realtime.Console.Components.Sessions;
using Realtime.Console.Components.Timelines;
using Realtime.Console.Components.Trust;
using Realtime.Console.Components.Workers;
using Realtime.Console.Sessions;
using Realtime.Console.Timelines;

namespace Realtime.Console;

static class FragmentEndpoints
{
    /// <summary>The parts of pages that change while a person looks: the components of the pages, without the page around them.</summary>
    public static void MapFragments(this IEndpointRouteBuilder app)
    {
        var fragments = app.MapGroup("/fragments").AddEndpointFilter<FragmentProblems>().WithMetadata(new AsksWhoLooks());
        fragments.MapGet("/sessions", (HttpContext context) => new RazorComponentResult<SessionList>(
            new { Filter = SessionFilter.Of(context.Request.Query) }));
        fragments.MapGet("/conversations/{conversation}/sessions/{session}", (string conversation, string session, HttpContext context) =>
            new RazorComponentResult<SessionView>(new { Query = PictureQuery.Of(conversation, session, context.Request.Query) }));
        fragments.MapGet("/workers", () => new RazorComponentResult<WorkerTable>());
        fragments.MapGet("/sealing", () => new RazorComponentResult<SealingCard>());
    }
}
