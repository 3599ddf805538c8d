using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Access;
using Realtime.Api.Commands;
using Realtime.Api.Description;
using Realtime.Api.Limits;
using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapGroup("").WithTags("Sessions");
        MapReads(sessions.MapGroup("").RequireScopes(Scopes.SessionsRead));
        var conversation = sessions.MapGroup("/conversations/{conversation}/sessions").AddEndpointFilter<ValidConversation>()
            .Refuses(ProblemTypes.ConversationArchived, ProblemTypes.ConversationContended);
        conversation.MapPost("", StartSession.Handle).RequireScopes(Scopes.SessionsStart).CountsAsStart()
            .WithSummary("Start a session").WithMetadata(new RequestSizeLimitAttribute(ApiExtensions.LargestSession))
            .Refuses(ProblemTypes.ModelEnded, ProblemTypes.BudgetExhausted, ProblemTypes.ConversationBusy,
                ProblemTypes.IdempotencyConflict, ProblemTypes.AtCapacity);
        MapDriving(conversation.MapGroup("/{session:guid}").RequireScopes(Scopes.SessionsDrive));
        conversation.MapPost("/{session:guid}/end", EndSession.Handle).RequireScopes(Scopes.SessionsEnd).WithSummary("End the session")
            .Refuses(ProblemTypes.UnknownSession);
    }

    static void MapReads(RouteGroupBuilder reads)
    {
        reads.MapGet("/sessions", ListSessions.Handle).WithSummary("List and search sessions, newest first; a moment behind the log");
        reads.MapGet("/sessions/counts", ListSessionsCounts.Handle)
            .WithSummary("Sessions counted by the day of their request and the reason of their end");
        reads.MapGet("/sessions/statistics", ReadStatistics.Handle)
            .WithSummary("Starts, ends, latencies, usage and live sessions in a range of at most 92 days; a moment behind the log");
        var conversation = reads.MapGroup("/conversations/{conversation}").AddEndpointFilter<ValidConversation>();
        conversation.MapGet("", ReadState.Conversation).WithSummary("The live session and the last end")
            .Refuses(ProblemTypes.UnknownConversation);
        conversation.MapGet("/sessions/{session:guid}", ReadState.Session).WithSummary("One session, live or ended")
            .Refuses(ProblemTypes.UnknownSession);
        conversation.MapGet("/sessions/{session:guid}/summary", ReadSummary.Handle)
            .WithSummary("One session as lists show it, and those before and after it; a moment behind the log")
            .Refuses(ProblemTypes.UnknownSession);
    }

    static void MapDriving(RouteGroupBuilder session)
    {
        session.Refuses(ProblemTypes.UnknownSession, ProblemTypes.SessionNotLive, ProblemTypes.TranscriptionOnly);
        session.MapPost("/text", SubmitText.Handle).WithSummary("Send text to the model")
            .Refuses(ProblemTypes.InputOverloaded, ProblemTypes.IdempotencyConflict);
        session.MapPost("/audio", AppendAudio.Handle).WithSummary("Send PCM16 audio to the model")
            .Refuses(ProblemTypes.SessionNotStarted, ProblemTypes.OwnerUnreachable)
            // Realtime:MaximumAudioBytes
            .Accepts<AudioRequest>("application/json", "application/octet-stream").WithMetadata(new DisableRequestSizeLimitAttribute());
        session.MapCommands();
        session.MapPost("/handoffs/{call}", AnswerHandoff.Handle).WithSummary("Answer a tool call")
            .Refuses(ProblemTypes.UnknownHandoff, ProblemTypes.HandoffClosed, ProblemTypes.IdempotencyConflict);
    }
}
