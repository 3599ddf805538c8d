using System.Buffers.Text;
using System.Text.Json;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Output audio is measured by the length of its base64, which is never decoded.</summary>
static class AudioDelta
{
    public static UpstreamMessage Read(ReadOnlySpan<byte> message, int? bytesPerSecond)
    {
        string? item = null;
        var contentIndex = 0;
        var bytes = -1;
        var reader = new Utf8JsonReader(message);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("item_id"u8) && reader.Read()) item = reader.GetString();
            else if (reader.ValueTextEquals("content_index"u8) && reader.Read()) contentIndex = Index(ref reader);
            else if (reader.ValueTextEquals("delta"u8) && reader.Read()) bytes = DecodedLength(reader.ValueSpan);
            else reader.Skip();
        }

        return item is null || bytes < 0
            ? UpstreamMessage.Ignored.Instance
            : new UpstreamMessage.Audio(item, contentIndex, new AudioLength(bytes, bytesPerSecond).Milliseconds);
    }

    /// <summary>Some providers send 0.0, or null.</summary>
    static int Index(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Null ? 0
        : reader.TryGetInt32(out var whole) ? whole
        : (int)reader.GetDouble();

    /// <summary>The audio in a message; null for a message of another type or an invalid one.</summary>
    public static AudioLength? Measure(ReadOnlySpan<byte> message, int? bytesPerSecond)
    {
        try
        {
            if (MessageType.Of(message) is not ("response.output_audio.delta" or "response.audio.delta")) return null;
            var reader = new Utf8JsonReader(message);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("delta"u8))
                    return reader.Read() && reader.TokenType == JsonTokenType.String
                        ? new AudioLength(DecodedLength(reader.ValueSpan), bytesPerSecond) : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Decode then counts it as an unreadable message.
        }

        return null;
    }

    public static int DecodedLength(ReadOnlySpan<byte> base64)
    {
        var padding = base64.EndsWith("=="u8) ? 2 : base64.EndsWith("="u8) ? 1 : 0;
        return Base64.GetMaxDecodedFromUtf8Length(base64.Length) - padding;
    }
}
