using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.Sessions;

namespace Realtime.Api.Commands;

sealed record ApprovalRequest(bool? Approve, string? Reason = null);

static class AnswerApproval
{
    /// <summary>Answers the request with this id once: the same answer again is a repeat, another one a conflict.</summary>
    public static async Task<Accepted<CommandAccepted>> Handle(
        string conversation, Guid session, string request, ApprovalRequest answer, ClaimsPrincipal caller, IOptions<ApiOptions> options,
        SessionRequests requests, CancellationToken ct)
    {
        ItemIds.Check("request", request);
        if (answer.Approve is not { } approve) throw new InvalidOptionsException("approve", "approve must be true or false.");
        if (answer.Reason?.Length > options.Value.MaximumTextLength)
            throw new InvalidOptionsException("reason", $"reason may have at most {options.Value.MaximumTextLength} characters.");
        Texts.Check("reason", answer.Reason);
        return await requests.Accept(caller.Conversation(conversation),
            new McpApprovalAnswered(session, EventIds.McpApproval(session, request), request, approve, answer.Reason), ct);
    }
}
