using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions.Provider;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// The messages between the provider and the holder of a client secret, whose maker pinned settings: what is pinned wins over the holder's
/// messages, and is not told back.
/// </summary>
static class HolderMessages
{
    static readonly string[] Allowed =
    [
        "session.update", "input_audio_buffer.append", "input_audio_buffer.commit", "input_audio_buffer.clear", "output_audio_buffer.clear",
        "conversation.item.create", "conversation.item.retrieve", "conversation.item.truncate", "conversation.item.delete",
        "response.create", "response.cancel",
    ];

    /// <summary>Fields of a response that are not settings.</summary>
    static readonly string[] OfResponse = ["conversation", "input", "metadata"];

    static ReadOnlySpan<byte> Unreadable => "{\"type\":\"session.updated\"}"u8;

    // The provider might read the other one of two fields with the same name.
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The message as a live socket gets it; null for the message itself.</summary>
    /// <param name="pins">Null for a client that is told everything but secrets.</param>
    public static byte[]? ToClient(ReadOnlySpan<byte> message, Pins? pins)
    {
        if (!TellsConfiguration(message)) return null;
        try
        {
            if (JsonNode.Parse(message)?["session"] is not JsonObject session) return null;
            if (pins is not null) SettingsCut.Keep(session, pins.Tells);
            foreach (var tool in (session["tools"] as JsonArray)?.OfType<JsonObject>() ?? [])
                foreach (var field in ToolSecrets.Fields) tool.Remove(field);
            return JsonSerializer.SerializeToUtf8Bytes(session.Root);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return Unreadable.ToArray(); // what cannot be read cannot be cut
        }
    }

    static bool TellsConfiguration(ReadOnlySpan<byte> message)
    {
        try
        {
            return MessageType.Of(message) is "session.created" or "session.updated";
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What a holder's message becomes.</summary>
    public static FromHolder FromHolder(ReadOnlyMemory<byte> message, Pins pins)
    {
        if (IsPlainAudio(message.Span)) return new FromHolder(message, Error: null);
        JsonObject? read;
        try
        {
            read = JsonNode.Parse(message.Span, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            read = null;
        }

        if (read is null || (read["type"] as JsonValue)?.TryGetValue(out string? type) is not true)
            return Refused("invalid_event", "The message must be a JSON object with a type, and with each field once.", param: null, read);
        if (!Allowed.Contains(type))
            return Refused("invalid_event", "A client secret does not allow messages of this type.", "type", read);
        var (part, isFree) = type switch
        {
            "session.update" => ("session", pins.Changes.Contains),
            "response.create" => ("response", name => pins.Changes.Contains(name) || OfResponse.Contains(name)),
            _ => ("", (Func<string, bool>)(_ => true)),
        };
        if (read[part] is not JsonObject settings || SettingsCut.Keep(settings, isFree) is not { Count: > 0 } removed)
            return new FromHolder(message, Error: null);
        var paths = string.Join(", ", removed.Select(path => $"{part}.{path}"));
        return Refused("fixed_by_client_secret", $"The client secret decides on {paths}: the message goes on without it.",
            $"{part}.{removed[0]}", read) with { Forward = JsonSerializer.SerializeToUtf8Bytes(read) };
    }

    /// <summary>An input_audio_buffer.append that can be read in one way only. It allocates nothing.</summary>
    static bool IsPlainAudio(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        var (types, audios, ids) = (0, 0, 0);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8))
                {
                    if (++types > 1 || !reader.Read() || reader.TokenType is not JsonTokenType.String
                        || !reader.ValueTextEquals("input_audio_buffer.append"u8)) return false;
                }
                else if (reader.ValueTextEquals("audio"u8) ? ++audios > 1 : !reader.ValueTextEquals("event_id"u8) || ++ids > 1) return false;
                else if (!reader.Read() || reader.TokenType is not JsonTokenType.String) return false;
            }

            return types == 1 && audios == 1 && reader.TokenType is JsonTokenType.EndObject && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static FromHolder Refused(string code, string why, string? param, JsonObject? message) => new(Forward: null,
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["type"] = "error",
            ["event_id"] = $"event_{Guid.CreateVersion7():N}",
            ["error"] = new JsonObject
            {
                ["type"] = "invalid_request_error",
                ["code"] = code,
                ["message"] = why,
                ["param"] = param,
                ["event_id"] = message?["event_id"]?.DeepClone(),
            },
        }));
}
