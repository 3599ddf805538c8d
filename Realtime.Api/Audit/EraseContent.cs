using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

static class EraseContent
{
    /// <summary>A repeat is harmless: it masks what came since.</summary>
    public static async Task<Ok<Erased>> Handle(string conversation, ClaimsPrincipal caller, Erasure erasure, CancellationToken ct) =>
        TypedResults.Ok(await erasure.Erase(caller.Conversation(conversation), ct) ?? throw new UnknownConversationException(conversation));
}
