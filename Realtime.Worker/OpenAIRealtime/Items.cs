using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Upstream's objects as they go on the record.</summary>
static class Items
{
    const string TextPrefix = "rtx_";

    /// <summary>The id under which a text is told to any transport: it follows from the input's, so that one that was told is known again. At most 32 characters.</summary>
    public static string OfText(TextSubmitted text) => TextPrefix + EventIds.Text(text.SessionId, text.InputId).ToString("N")[..28];

    public static bool IsOfText(string itemId) => itemId.StartsWith(TextPrefix, StringComparison.Ordinal);

    /// <summary>An item without its audio: that is never in the log.</summary>
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
