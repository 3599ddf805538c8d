using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>The provider's items as they are recorded.</summary>
static class Items
{
    /// <summary>An item without its audio, which is never recorded.</summary>
    public static JsonElement WithoutAudio(JsonElement item)
    {
        if (!item.TryGetProperty("content", out var content) || content.ValueKind is not JsonValueKind.Array
            || !content.EnumerateArray().Any(part => part.ValueKind is JsonValueKind.Object && part.TryGetProperty("audio", out _)))
            return item.Clone();
        var copy = JsonNode.Parse(item.GetRawText())!;
        foreach (var part in copy["content"]!.AsArray().OfType<JsonObject>()) part.Remove("audio");
        return copy.Deserialize<JsonElement>();
    }
}
