using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Access;
using Realtime.Api.Limits;

namespace Realtime.Api.Sessions;

static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("").WithTags("Sessions")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
                .ProducesProblem(StatusCodes.Status403Forbidden);
        MapReads(sessions.MapGroup("").RequireScopes(Scopes.SessionsRead));
        var conversation = sessions.MapGroup("/conversations/{conversation}/sessions").AddEndpointFilter<ValidConversation>()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone);
        conversation.MapPost("", StartSession.Handle).RequireScopes(Scopes.SessionsStart).CountsAsStart()
            .WithSummary("Start a session").WithMetadata(new RequestSizeLimitAttribute(ApiExtensions.LargestSession))
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        MapDriving(conversation.MapGroup("/{session:guid}").RequireScopes(Scopes.SessionsDrive));
        conversation.MapPost("/{session:guid}/end", EndSession.Handle).RequireScopes(Scopes.SessionsEnd).WithSummary("End the session");
    }

    static void MapReads(RouteGroupBuilder reads)
    {
        reads.MapGet("/sessions", ListSessions.Handle).WithSummary("List and search sessions, newest first; a moment behind the log");
        reads.MapGet("/sessions/counts", ListSessionsCounts.Handle)
            .WithSummary("Sessions counted by the day of their request and the reason of their end");
        var conversation = reads.MapGroup("/conversations/{conversation}").AddEndpointFilter<ValidConversation>();
        conversation.MapGet("", ReadState.Conversation).WithSummary("The live session and the last end");
        conversation.MapGet("/sessions/{session:guid}", ReadState.Session).WithSummary("One session, live or ended");
    }

    static void MapDriving(RouteGroupBuilder session)
    {
        session.MapPost("/text", SubmitText.Handle).WithSummary("Send text to the model")
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        session.MapPost("/audio", AppendAudio.Handle).WithSummary("Send PCM16 audio to the model")
            // Realtime:MaximumAudioBytes
            .Accepts<AudioRequest>("application/json", "application/octet-stream").WithMetadata(new DisableRequestSizeLimitAttribute());
        session.MapPost("/handoffs/{call}", AnswerHandoff.Handle).WithSummary("Answer a tool call");
    }
}
