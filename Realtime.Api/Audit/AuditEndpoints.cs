using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Access;
using Realtime.Api.Description;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;

namespace Realtime.Api.Audit;

static class AuditEndpoints
{
    const long LargestHeads = 1024L * 1024 * 1024;

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup("/audit").RequireScopes(Scopes.AuditRead).WithTags("Audit");
        audit.MapGet("/verify", VerifyLog.Handle)
            .WithSummary("Verify the log, or one conversation, against the lifecycle's rules and the seals; as NDJSON with its progress")
            .Produces<VerificationLine>(StatusCodes.Status200OK, "application/json", Ndjson.ContentType).ProducesAsJson<VerificationView>()
            .Refuses(ProblemTypes.UnknownConversation);
        audit.MapGet("/sealing", ReadSealing.Handle).WithSummary("How far your conversations, or for operators the whole log, are sealed");
        audit.MapGet("/heads", ReadHeads.Handle)
            .WithSummary("Export the last seal of every conversation, to be kept elsewhere")
                .Produces<HeadView>(contentType: Ndjson.ContentType);
        audit.MapPost("/heads/verify", VerifyHeads.Handle)
            .WithSummary("Verify the log against heads exported earlier: finds what was cut or resealed since")
            .Accepts<HeadView>(Ndjson.ContentType).WithMetadata(new RequestSizeLimitAttribute(LargestHeads));

        var conversation = audit.MapGroup("/conversations/{conversation}").AddEndpointFilter<ValidConversation>()
            .Refuses(ProblemTypes.UnknownConversation);
        conversation.MapGet("", ReadHistory.Handle)
            .WithSummary("Every event with its metadata: a page, all of them as NDJSON, or with asOf the state at a version or time")
            .Produces<AuditedEvent>(StatusCodes.Status200OK, "application/json", Ndjson.ContentType)
            .ProducesEither<HistoryPage, StateView>();
        conversation.MapGet("/sessions", ReadConversationSessions.Handle)
            .WithSummary("The conversation's sessions side by side, with reason and totals");

        app.MapDelete("/conversations/{conversation}/content", EraseContent.Handle)
            .RequireScopes(Scopes.AuditErase).AddEndpointFilter<ValidConversation>().WithTags("Audit")
            .WithSummary("Erase what was said; the record of what happened, and its proof, stay")
            .Refuses(ProblemTypes.UnknownConversation, ProblemTypes.SessionLive, ProblemTypes.ConversationContended);
        app.MapPost("/conversations/{conversation}/archive", ArchiveConversation.Handle)
            .RequireScopes(Scopes.AuditErase).AddEndpointFilter<ValidConversation>().WithTags("Audit")
            .WithSummary("Archive a conversation: it stays readable, takes no events, and cannot be opened again")
            .Refuses(ProblemTypes.UnknownConversation, ProblemTypes.SessionLive, ProblemTypes.ConversationContended);
    }
}
