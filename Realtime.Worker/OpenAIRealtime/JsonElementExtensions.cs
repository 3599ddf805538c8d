using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

static class JsonElementExtensions
{
    /// <summary>A text, or null if there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString() : null;

    /// <exception cref="KeyNotFoundException">The field is missing, so the message is invalid.</exception>
    public static string Required(this JsonElement element, string name) =>
        element.Text(name) ?? throw new KeyNotFoundException(name);

    /// <summary>A number without its fraction; 0 if there is none.</summary>
    public static long Number(this JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.Number ? 0
        : value.TryGetInt64(out var whole) ? whole
        : value.TryGetDouble(out var number) && Math.Abs(number) < long.MaxValue ? (long)number
        : 0;

    /// <summary>An object, or null if there is none.</summary>
    public static JsonElement? Part(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object
            ? value : null;
}
