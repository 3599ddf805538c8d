using Microsoft.AspNetCore.Mvc;

namespace Realtime.Api.Sessions;

static class SessionEndpoints
{
    const string Tag = "Sessions";

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sessions", ListSessions.Handle).WithTags(Tag).WithSummary("List and search sessions, newest first; a moment behind the log")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        app.MapGet("/sessions/counts", ListSessionsCounts.Handle).WithTags(Tag).WithSummary("Sessions counted by the day of their request and the reason of their end")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        var conversation = app.MapGroup("/conversations/{conversation}")
            .AddEndpointFilter<ValidConversation>().WithTags(Tag)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        conversation.MapGet("", ReadState.Conversation).WithSummary("The live session and the last end");

        var sessions = conversation.MapGroup("/sessions").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone);
        sessions.MapPost("", StartSession.Handle).WithSummary("Start a session").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        sessions.MapGet("/{session:guid}", ReadState.Session).WithSummary("One session, live or ended");
        sessions.MapPost("/{session:guid}/text", SubmitTextEndpoint.Handle).WithSummary("Send text to the model").ProducesProblem(StatusCodes.Status429TooManyRequests);
        sessions.MapPost("/{session:guid}/audio", AppendAudio.Handle).WithSummary("Send PCM16 audio to the model")
            .Accepts<AudioRequest>("application/json", "application/octet-stream").WithMetadata(new DisableRequestSizeLimitAttribute()); // Realtime:MaximumAudioBytes
        sessions.MapPost("/{session:guid}/handoffs/{call}", AnswerHandoffEndpoint.Handle).WithSummary("Answer a tool call");
        sessions.MapPost("/{session:guid}/end", EndSession.Handle).WithSummary("End the session");
    }
}
