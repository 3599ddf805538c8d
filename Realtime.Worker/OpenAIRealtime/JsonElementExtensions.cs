using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

static class JsonElementExtensions
{
    /// <summary>A text, or null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <exception cref="KeyNotFoundException">The field is missing: the message is not what it says it is.</exception>
    public static string Required(this JsonElement element, string name) =>
        element.Text(name) ?? throw new KeyNotFoundException(name);

    public static long Number(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
