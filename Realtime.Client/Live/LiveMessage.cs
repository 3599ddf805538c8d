using System.Text.Json;

namespace Realtime.Client;

/// <summary>
/// What a live socket brings: a <see cref="ModelMessage"/>, a <see cref="LoggedMessage"/>, a <see cref="LiveNotice"/> or a
/// <see cref="Reconnected"/>.
/// </summary>
public abstract record LiveMessage
{
    /// <summary>The version up to which a client that has this message has everything; null if it says nothing of it.</summary>
    internal virtual long? Position => null;

    internal static LiveMessage Read(JsonElement json)
    {
        var type = json.ValueKind is JsonValueKind.Object && json.TryGetProperty("type", out var named) ? named.GetString() ?? "" : "";
        if (type.Length > 0 && json.TryGetProperty("version", out _) && json.TryGetProperty("data", out _))
            return new LoggedMessage(RealtimeEvent.Of(json));
        return ContractJson.OfNotice(type) is { } notice && json.Deserialize(notice) is LiveMessage known ? known
            : new ModelMessage(type, json);
    }
}

/// <summary>The model's own message, unchanged.</summary>
/// <param name="Type">Its type, for example response.output_audio.delta; empty if it has none.</param>
/// <param name="Json">All of it.</param>
public sealed record ModelMessage(string Type, JsonElement Json) : LiveMessage
{
    /// <summary>What the client missed has the version of the event that it stands for; others may follow with the same.</summary>
    internal override long? Position => Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty("version", out var version)
        && version.ValueKind is JsonValueKind.Number && version.TryGetInt64(out var known) ? known - 1 : null;
}

/// <summary>An event of the log: those of the lifecycle as they happen, and what the client missed while it was away.</summary>
public sealed record LoggedMessage(RealtimeEvent Event) : LiveMessage
{
    internal override long? Position => Event.Version;
}

/// <summary>A message of the service that is not in the log.</summary>
public abstract record LiveNotice : LiveMessage
{
    internal override long? Position => this is SessionMark mark ? mark.Version : null;
}

/// <summary>The client's own word: its connection was lost, and another one is open.</summary>
/// <param name="CloseCode">The code of the Close frame; null if the connection broke without one.</param>
public sealed record Reconnected(int? CloseCode) : LiveMessage;
