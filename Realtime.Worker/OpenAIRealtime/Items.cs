using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>The provider's items as they are recorded: audio, images and files are references.</summary>
static class Items
{
    /// <summary>Properties of a part that contain media, as base64 or as a data URI.</summary>
    static readonly string[] Media = ["audio", "image", "image_url", "file", "file_data", "video"];

    public static JsonElement WithoutMedia(JsonElement item)
    {
        if (!item.Parts("content").Any(part => Media.Any(name => IsMedia(name, part.Text(name))))) return item.Clone();
        var copy = JsonNode.Parse(item.GetRawText())!;
        foreach (var part in copy["content"]!.AsArray().OfType<JsonObject>())
        {
            foreach (var name in Media)
            {
                if (part[name] is JsonValue value && value.TryGetValue<string>(out var text) && IsMedia(name, text))
                    part[name] = MediaReference.Of(text).ToJson();
            }
        }

        return copy.Deserialize<JsonElement>();
    }

    /// <summary>The address of an image or a file stays: it is a reference already.</summary>
    static bool IsMedia(string name, string? text) => !string.IsNullOrEmpty(text)
        && (text.StartsWith(MediaReference.DataUri, StringComparison.OrdinalIgnoreCase)
            || name is "audio" or "file_data" || !text.Contains("://", StringComparison.Ordinal));
}
