using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Protocol;

internal static class JsonReading
{
    /// <summary>The string of this name; null if it is missing.</summary>
    /// <exception cref="ClientEventException">The property is present, but not a string.</exception>
    public static string? Text(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw ClientEventException.Invalid(name, "a string is expected."),
    };

    public static string RequiredText(this JsonObject body, string name) => body.Text(name) ?? throw ClientEventException.Missing(name);

    public static int? Whole(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out int number) => number,
        _ => throw ClientEventException.Invalid(name, "a whole number is expected."),
    };

    public static double Number(this JsonObject body, string name, double otherwise) => body[name] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue(out double number) => number,
        _ => throw ClientEventException.Invalid(name, "a number is expected."),
    };

    public static bool Flag(this JsonObject body, string name, bool otherwise) => body[name]?.GetValueKind() switch
    {
        null => otherwise,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw ClientEventException.Invalid(name, "true or false is expected."),
    };

    public static JsonObject? Object(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonObject inner => inner,
        _ => throw ClientEventException.Invalid(name, "an object is expected."),
    };

    public static JsonArray? Array(this JsonObject body, string name) => body[name] switch
    {
        null => null,
        JsonArray inner => inner,
        _ => throw ClientEventException.Invalid(name, "an array is expected."),
    };
}
