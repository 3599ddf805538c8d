using System.Text.Json;

namespace Realtime.Client;

/// <summary>One event of a conversation.</summary>
public sealed class RealtimeEvent
{
    RealtimeEvent(JsonElement json)
    {
        Json = json;
        Version = json.GetProperty("version").GetInt64();
        Type = json.GetProperty("type").GetString() ?? "";
        if (json.TryGetProperty("sequence", out var sequence)) Sequence = sequence.GetInt64();
        if (json.TryGetProperty("sessionId", out var session) && session.TryGetGuid(out var id)) SessionId = id;
        if (json.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var time)) At = time;
        Data = json.TryGetProperty("data", out var data) ? EventData.Of(Type, data) : new UnknownEvent(json);
    }

    /// <summary>Its place in the conversation: 1, 2, 3 … without a gap. A reader comes back with the last one that it has.</summary>
    public long Version { get; }

    /// <summary>Its place in the whole log of the service.</summary>
    public long Sequence { get; }

    /// <summary>One of <see cref="EventType"/>, or a type of a newer service.</summary>
    public string Type { get; }

    /// <summary>Its session; null for the few events that concern no single session.</summary>
    public Guid? SessionId { get; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What happened. An event that this package does not know is an <see cref="UnknownEvent"/>.</summary>
    public EventData Data { get; }

    /// <summary>The whole event as it came.</summary>
    public JsonElement Json { get; }

    /// <summary>For example "3 session_started".</summary>
    public override string ToString() => $"{Version} {Type}";

    /// <exception cref="JsonException">It is not an event: it has no version or no type.</exception>
    internal static RealtimeEvent Of(JsonElement json)
    {
        try
        {
            return new(json);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("The message is not an event of a conversation.", e);
        }
    }
}
