using Realtime.Api.Access;
using Realtime.Api.Description;
using Realtime.Api.Limits;
using Realtime.Api.Live.Secrets;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;

namespace Realtime.Api.Live;

static class LiveEndpoints
{
    /// <summary>The last refusal of a request without a handshake: one with a handshake would be accepted now.</summary>
    public static InvalidOptionsException NoWebSocket => new("Upgrade", "This address speaks WebSocket: connect with ws:// or wss://.");

    public static void MapLive(this IEndpointRouteBuilder app)
    {
        var live = app.MapGroup("").WithTags("Live");
        // The second and the third address are those of Azure's clients.
        foreach (var path in new[] { "/v1/realtime", "/openai/v1/realtime", "/openai/realtime" })
        {
            live.MapGet(path, OpenAIRealtime.Handle).RequireScopesOrClientSecret(Scopes.SessionsStart, Scopes.SessionsDrive)
                .CountsAsStart().Reads(OpenAIRealtime.Query, OpenAIRealtime.CallId)
                .WithSummary("WebSocket: the OpenAI Realtime protocol; connecting starts a session")
                .Produces(StatusCodes.Status101SwitchingProtocols)
                .Refuses(ProblemTypes.OriginRefused, ProblemTypes.ModelEnded, ProblemTypes.BudgetExhausted, ProblemTypes.ConversationBusy,
                    ProblemTypes.IdempotencyConflict, ProblemTypes.ConversationArchived, ProblemTypes.AtCapacity,
                    ProblemTypes.ConversationContended);
        }

        live.MapClientSecrets();
        live.MapGet("/conversations/{conversation}/sessions/{session:guid}/live", AttachLive.Handle).RequireAttaching()
            .AddEndpointFilter<ValidConversation>()
            .WithSummary("WebSocket: attach to a session; drive=false only listens, after=N first sends the log's events after a version")
            .Produces(StatusCodes.Status101SwitchingProtocols)
            .Refuses(ProblemTypes.OriginRefused, ProblemTypes.UnknownSession, ProblemTypes.UnknownConversation, ProblemTypes.SessionNotLive,
                ProblemTypes.BeyondEnd);
    }
}
