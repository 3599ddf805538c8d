using System.Text.Json;

namespace Realtime.Live.Tests.Client;

/// <summary>One message of a live socket: the model's, or an envelope from the log.</summary>
sealed record LiveMessage(JsonElement Json)
{
    public string Type => Text("type") ?? "";

    /// <summary>True for an envelope from the log, which has a version.</summary>
    public bool IsEnvelope => Json.TryGetProperty("version", out _) && Json.TryGetProperty("data", out _);

    public long Version => Json.GetProperty("version").GetInt64();

    public JsonElement Data => Json.GetProperty("data");

    public string? Text(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public override string ToString() => IsEnvelope ? $"[{Version} {Type}]" : Type;
}
