using System.Text.Json;

namespace Realtime.Client;

/// <summary>What an event says. Match it by type: <c>case { Data: TranscriptCompleted { Role: "assistant" } said }</c>.</summary>
public abstract record EventData
{
    internal static EventData Of(string type, JsonElement data)
    {
        try
        {
            return ContractJson.OfEvent(type) is { } known && data.Deserialize(known) is EventData read ? read : new UnknownEvent(data);
        }
        catch (JsonException)
        {
            return new UnknownEvent(data); // a newer service may have changed it
        }
    }
}

/// <summary>The data of an event that a newer service wrote and this package does not know.</summary>
public sealed record UnknownEvent(JsonElement Json) : EventData;
