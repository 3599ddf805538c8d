using System.Text.Json;

namespace Realtime.Worker.Upstream;

/// <summary>Some programs send their JSON in binary frames.</summary>
static class JsonText
{
    /// <summary>Whether a message is one JSON object in UTF-8, which may go on in a text frame.</summary>
    public static bool IsObject(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return false;
            while (reader.Read())
            {
            }

            return System.Text.Unicode.Utf8.IsValid(message);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
