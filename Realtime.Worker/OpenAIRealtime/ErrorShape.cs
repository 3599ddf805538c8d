using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>What can be read of an error, whatever its shape: providers and gateways send texts, numbers as codes, and nested errors.</summary>
sealed record ErrorShape(string? Type, string? Code, string? Message, string? EventId, string? Param)
{
    const int MostNested = 4;

    /// <param name="message">An error event, or another object with an error property.</param>
    public static ErrorShape Of(JsonElement message)
    {
        var inside = message;
        for (var depth = 0; depth < MostNested && inside.Part("error") is { } nested; depth++) inside = nested;
        // The event's own type is "error"; the kind is that of the object inside.
        var isEvent = message.Part("error") is null;
        return new ErrorShape(
            isEvent ? null : inside.Text("type"), Words(inside, "code"), Words(inside, "message") ?? Words(inside, "error") ?? Words(inside, "detail"),
            inside.Text("event_id"), inside.Text("param"));
    }

    /// <summary>A text as it is, anything else as JSON; null if there is nothing.</summary>
    static string? Words(JsonElement element, string name) =>
        element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
            _ => value.GetRawText(),
        };
}
