using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>A client's message: its type, and its audio, still in base64 and in the receive buffer.</summary>
internal readonly record struct ClientEvent(string Type, string? EventId, ReadOnlyMemory<byte> Audio, ReadOnlyMemory<byte> Bytes)
{
    public const string Append = "input_audio_buffer.append";
    private const string Unreadable = "(unreadable)";
    private const string Binary = "(binary)";

    private static readonly string[] Types =
    [
        Append, "input_audio_buffer.commit", "input_audio_buffer.clear", "session.update", "response.create", "response.cancel",
        "conversation.item.create", "conversation.item.retrieve", "conversation.item.delete", "conversation.item.truncate",
        "output_audio_buffer.clear",
    ];

    public static bool IsKnown(string type) => Types.Contains(type);

    public bool IsReadable => Type is not (Unreadable or Binary);

    public static ClientEvent Read(Message message)
    {
        if (message.Type == WebSocketMessageType.Binary)
            return new ClientEvent(Binary, null, default, default);

        try
        {
            return Read(message.Bytes);
        }
        catch (JsonException)
        {
            return new ClientEvent(Unreadable, null, default, default);
        }
    }

    public JsonObject Body() => JsonNode.Parse(Bytes.Span)!.AsObject();

    private static ClientEvent Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span);
        string? type = null, eventId = null;
        ReadOnlyMemory<byte> audio = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            reader.Read();
            if (name == Field.Other || reader.TokenType != JsonTokenType.String)
                reader.Skip();
            else if (name == Field.Type)
                type = Known(ref reader);
            else if (name == Field.EventId)
                eventId = reader.GetString();
            else
                // Some clients escape the plus signs of base64.
                audio = reader.ValueIsEscaped
                    ? Encoding.UTF8.GetBytes(reader.GetString()!)
                    : bytes.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        }

        return new ClientEvent(type ?? "", eventId, audio, bytes);
    }

    private enum Field { Other, Type, EventId, Audio }

    private static Field Name(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("type"u8) ? Field.Type
        : reader.ValueTextEquals("audio"u8) ? Field.Audio
        : reader.ValueTextEquals("event_id"u8) ? Field.EventId
        : Field.Other;

    private static string Known(ref Utf8JsonReader reader)
    {
        foreach (var type in Types)
        {
            if (reader.ValueTextEquals(type))
                return type;
        }

        return reader.GetString()!;
    }
}
