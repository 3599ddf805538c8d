using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Sessions;
using Realtime.Sessions;

namespace Realtime.Api.Commands;

static class InputCommands
{
    public static Task<Accepted<CommandAccepted>> Clear(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, SessionRequests requests, CancellationToken ct,
        InputRequest? request = null) =>
        requests.Accept(caller.Conversation(conversation),
            new InputClearRequested(session, InputIds.Of(request?.InputId, context)), ct);

    public static Task<Accepted<CommandAccepted>> Commit(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, SessionRequests requests, CancellationToken ct,
        InputRequest? request = null) =>
        requests.Accept(caller.Conversation(conversation),
            new InputCommitRequested(session, InputIds.Of(request?.InputId, context)), ct);
}
