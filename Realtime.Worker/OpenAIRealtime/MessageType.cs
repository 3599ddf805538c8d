using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>The type of a message, found by a forward-only read that stops there.</summary>
static class MessageType
{
    /// <summary>The type; null if the message has none that is a text.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static string? Of(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType) return reader.TokenType == JsonTokenType.String ? Known(ref reader) : null;
            reader.Skip();
        }

        return null;
    }

    /// <summary>Returns the most frequent types without allocating.</summary>
    static string? Known(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("response.output_audio.delta"u8)) return "response.output_audio.delta";
        if (reader.ValueTextEquals("response.output_audio_transcript.delta"u8)) return "response.output_audio_transcript.delta";
        if (reader.ValueTextEquals("response.output_text.delta"u8)) return "response.output_text.delta";
        return reader.GetString();
    }
}
