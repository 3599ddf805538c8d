using System.Text.Json;

namespace Realtime.Console.Timelines;

/// <summary>One event, as the API gives it. Its data may be of a newer version: nothing in it is taken for granted.</summary>
public sealed record LogEvent(long Version, string Type, Guid? SessionId, DateTimeOffset At, JsonElement Data)
{
    /// <summary>A text of the data; null if there is none of this name.</summary>
    public string? Text(string name) => Data.ValueKind is JsonValueKind.Object && Data.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public long? Number(string name) => Data.ValueKind is JsonValueKind.Object && Data.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
