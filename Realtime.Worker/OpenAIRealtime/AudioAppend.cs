using System.Text.Json;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>A client's input audio, measured without decoding it.</summary>
static class AudioAppend
{
    /// <summary>Bytes of audio in an input_audio_buffer.append; null for any other message.</summary>
    public static int? Bytes(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        var isAppend = false;
        int? bytes = null;
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8) && reader.Read())
                {
                    if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("input_audio_buffer.append"u8)) return null;
                    isAppend = true;
                }
                else if (reader.ValueTextEquals("audio"u8) && reader.Read()
                    && reader.TokenType == JsonTokenType.String) bytes = AudioDelta.DecodedLength(reader.ValueSpan);
                else reader.Skip();
            }
        }
        catch (JsonException)
        {
            return null; // the provider answers with an error
        }

        return isAppend ? bytes ?? 0 : null;
    }
}
