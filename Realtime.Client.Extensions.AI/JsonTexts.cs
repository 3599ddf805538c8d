using System.Text.Json;

namespace Realtime.Client.Extensions.AI;

static class JsonTexts
{
    /// <summary>A member that is a text; null otherwise.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString() : null;

    /// <summary>A member that is an object; null otherwise.</summary>
    public static JsonElement? Object(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object
            ? value : null;

    /// <summary>A member that is a whole number; null otherwise.</summary>
    public static long? Number(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
            && value.TryGetInt64(out var number)
            ? number : null;
}
