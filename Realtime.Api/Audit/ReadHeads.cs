using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

static class ReadHeads
{
    public static async Task<EmptyHttpResult> Handle(HttpContext context, SealHeads heads, Ndjson ndjson, CancellationToken ct)
    {
        await ndjson.Write(context, heads.All(ct), static (json, head) => JsonSerializer.Serialize(json, head, JsonSerializerOptions.Web), ct);
        return TypedResults.Empty;
    }
}
