using System.Text.Json;

namespace Realtime.Api.Live;

/// <summary>OpenAI's JSON is in snake case and has fields that we ignore.</summary>
static class ClientSecretJson
{
    public static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
