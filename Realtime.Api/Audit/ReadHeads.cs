using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Audit;

/// <summary>A head for keeping elsewhere; one without a tenant is of the tenant default.</summary>
/// <param name="Seal">The digest, in hexadecimal.</param>
sealed record HeadView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tenant, string Conversation, long Version,
    long Sequence, string Seal)
{
    public static HeadView Of(SealHead head) => Of(head, ConversationKey.Parse(head.Conversation));

    static HeadView Of(SealHead head, ConversationKey conversation) =>
        new(conversation.Tenant.Shown, conversation.Name, head.Version, head.Sequence, head.Seal);
}

static class ReadHeads
{
    public static async Task<EmptyHttpResult> Handle(
        HttpContext context, ClaimsPrincipal caller, SealHeads heads, Ndjson ndjson, CancellationToken ct, string? tenant = null)
    {
        await ndjson.Write(context, heads.All(caller.TenantInView(tenant), ct),
            static (json, head) => JsonSerializer.Serialize(json, HeadView.Of(head), JsonSerializerOptions.Web), ct);
        return TypedResults.Empty;
    }
}
