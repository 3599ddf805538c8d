using Realtime.Api.Access;
using Realtime.Api.Description;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;

namespace Realtime.Api.Events;

static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder app) =>
        app.MapGet("/conversations/{conversation}/events", ReadEvents.Handle).RequireScopes(Scopes.SessionsRead)
            .AddEndpointFilter<ValidConversation>().WithTags("Events")
            .WithSummary("Ordered events: a JSON page, or Server-Sent Events with Accept: text/event-stream")
            .Produces<string>(StatusCodes.Status200OK, "application/json", "text/event-stream").ProducesEither<EventsPage, AnchorPage>()
            .Refuses(ProblemTypes.UnknownConversation, ProblemTypes.BeyondEnd);
}
