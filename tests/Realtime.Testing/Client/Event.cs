using System.Text.Json;

namespace Realtime.Testing.Client;

/// <summary>One event as a client reads it.</summary>
public sealed record Event(long Version, long Sequence, string Type, Guid SessionId, DateTimeOffset At, JsonElement Data)
{
    /// <summary>A string property of the data, such as an end's reason or a transcript's text; null when it is missing.</summary>
    public string? Text(string name) =>
        Data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public string? ErrorCode =>
        Data.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object
            ? error.GetProperty("code").GetString()
            : null;

    public override string ToString() =>
        $"{Version} {Type}" + (Type == "session_ended" ? $"({Text("reason")}{(ErrorCode is { } code ? ", " + code : "")})" : "");
}
