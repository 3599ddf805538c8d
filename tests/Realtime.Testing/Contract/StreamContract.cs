using System.Text.Json;

namespace Realtime.Testing.Contract;

/// <summary>
/// The API's own AsyncAPI document. Every event that a follower reads, and every message and close code of a live socket, is compared with
/// it.
/// </summary>
public sealed class StreamContract
{
    static StreamContract? loaded;

    readonly SchemaSet schemas;
    readonly Dictionary<string, JsonElement> stream, live;
    readonly HashSet<int> closeCodes;

    public StreamContract(JsonElement document)
    {
        schemas = new SchemaSet(document);
        stream = MessagesOf(document, "follow");
        live = MessagesOf(document, "listen");
        closeCodes = [.. document.GetProperty("channels").GetProperty("liveSession").GetProperty("x-close-codes").EnumerateArray()
            .Select(close => close.GetProperty("code").GetInt32())];
    }

    /// <summary>Reads the document of an API, once in a test process.</summary>
    public static async Task Load(Uri api)
    {
        if (loaded is not null) return;
        using var http = new HttpClient { BaseAddress = api };
        var document = await http.GetStringAsync(new Uri("/asyncapi/v1.json", UriKind.Relative));
        loaded = new StreamContract(JsonSerializer.Deserialize<JsonElement>(document));
    }

    /// <summary>Fails if the document does not describe this message of an event stream.</summary>
    public static void CheckEvent(string? id, string? name, JsonElement data)
    {
        if (name is not NewerVersion.EventType) Fail(loaded?.OfEvent(id, name, data), data);
    }

    /// <summary>Fails if the document does not describe this message of a live socket.</summary>
    public static void CheckMessage(JsonElement message) => Fail(loaded?.OfMessage(message), message);

    /// <summary>Fails if the document does not have this close code; null is a cut connection.</summary>
    public static void CheckClose(int? code)
    {
        if (loaded is not null && code is { } known && !loaded.closeCodes.Contains(known))
            throw new InvalidOperationException($"The API's description does not have the close code {code}.");
    }

    /// <summary>What differs; null if nothing does.</summary>
    public string? OfEvent(string? id, string? name, JsonElement data)
    {
        if (name == "error") return schemas.Disagreement(stream["stream_problem"], data);
        if (name is null || !stream.TryGetValue(name, out var payload)) return $"The event stream has no event {name}.";
        if (data.GetProperty("version").GetRawText() != id) return $"The id {id} is not the version.";
        return schemas.Disagreement(payload, data);
    }

    /// <summary>What differs; null if nothing does. Messages without a name of ours are the model's.</summary>
    public string? OfMessage(JsonElement message)
    {
        var isEnvelope = message.TryGetProperty("version", out _) && message.TryGetProperty("data", out _);
        var type = message.TryGetProperty("type", out var told) ? told.GetString() ?? "" : "";
        if (live.TryGetValue(type, out var payload)) return schemas.Disagreement(payload, message);
        if (isEnvelope) return $"A live socket has no envelope {type}.";
        return type.Length > 0 ? null : "The message has no type.";
    }

    static void Fail(string? disagreement, JsonElement message)
    {
        if (disagreement is not null)
            throw new InvalidOperationException($"The API's description and what it sends differ: {disagreement} {message}");
    }

    /// <summary>The payloads of an operation's messages, by the message's name.</summary>
    static Dictionary<string, JsonElement> MessagesOf(JsonElement document, string operation)
    {
        var messages = document.GetProperty("components").GetProperty("messages");
        return document.GetProperty("operations").GetProperty(operation).GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("$ref").GetString()!.Split('/')[^1])
            .ToDictionary(name => name, name => messages.GetProperty(name).GetProperty("payload"));
    }
}
