using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Sessions;
using Realtime.Sessions;

namespace Realtime.Api.Commands;

/// <summary>A request that needs nothing but, perhaps, an id by which it can be repeated.</summary>
sealed record InputRequest(string? InputId = null);

static class ItemCommands
{
    public static async Task<Accepted<CommandAccepted>> Retrieve(
        string conversation, Guid session, string item, HttpContext context, ClaimsPrincipal caller, SessionRequests requests,
        CancellationToken ct, InputRequest? request = null)
    {
        ItemIds.Check("item", item);
        return await requests.Accept(caller.Conversation(conversation),
            new ItemRetrieveRequested(session, InputIds.Of(request?.InputId, context), item), ct);
    }

    public static async Task<Accepted<CommandAccepted>> Delete(
        string conversation, Guid session, string item, HttpContext context, ClaimsPrincipal caller, SessionRequests requests,
        CancellationToken ct, string? inputId = null)
    {
        ItemIds.Check("item", item);
        return await requests.Accept(caller.Conversation(conversation),
            new ItemDeleteRequested(session, InputIds.Of(inputId, context), item), ct);
    }

    public static async Task<Accepted<CommandAccepted>> Accept(this SessionRequests requests, ConversationKey conversation,
        CommandSubmitted command, CancellationToken ct, IReadOnlyList<string>? unknown = null) =>
        TypedResults.Accepted((string?)null, new CommandAccepted(command.InputId, await requests.Submit(conversation, command, ct),
            unknown is { Count: > 0 } ? unknown : null));
}
