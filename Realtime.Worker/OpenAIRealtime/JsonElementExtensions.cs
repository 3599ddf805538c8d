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
    public static long Number(this JsonElement element, string name) => element.Whole(name) ?? 0;

    /// <summary>A number without its fraction; null if there is none.</summary>
    public static long? Whole(this JsonElement element, string name) =>
        element.Fraction(name) is { } number && Math.Abs(number) < long.MaxValue ? (long)number : null;

    /// <summary>A number; null if there is none that is finite.</summary>
    public static double? Fraction(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
        && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The objects of a list; none if there is no list.</summary>
    public static IEnumerable<JsonElement> Parts(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Where(part => part.ValueKind is JsonValueKind.Object) : [];

    /// <summary>An object, or null if there is none.</summary>
    public static JsonElement? Part(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object
            ? value : null;
}
