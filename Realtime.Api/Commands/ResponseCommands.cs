using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Sessions;
using Realtime.Sessions;

namespace Realtime.Api.Commands;

/// <summary>A response; its options are in the provider's shape.</summary>
sealed record ResponseRequest(JsonElement? Response = null, string? InputId = null);

sealed record CancelRequest(string? ResponseId = null, string? InputId = null);

static class ResponseCommands
{
    public static async Task<Accepted<CommandAccepted>> Request(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, IOptions<ApiOptions> options,
        SessionRequests requests, CancellationToken ct, ResponseRequest? request = null)
    {
        var unknown = request?.Response is { } response ? ResponseRules.Check(response, options.Value) : [];
        return await requests.Accept(caller.Conversation(conversation),
            new ResponseRequested(session, InputIds.Of(request?.InputId, context), request?.Response), ct, unknown);
    }

    public static async Task<Accepted<CommandAccepted>> Cancel(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, SessionRequests requests, CancellationToken ct,
        CancelRequest? request = null)
    {
        if (request?.ResponseId is { } response) ItemIds.Check("responseId", response);
        return await requests.Accept(caller.Conversation(conversation),
            new ResponseCancelRequested(session, InputIds.Of(request?.InputId, context), request?.ResponseId), ct);
    }
}
