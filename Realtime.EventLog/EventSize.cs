using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>Bounds the size of an event. What is too long is cut, and the event's <see cref="SessionEvent.Cut"/> says so.</summary>
public static class EventSize
{
    /// <summary>The most bytes of an event's data, UTF-8.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>A character becomes at most so many bytes when a message becomes an event.</summary>
    const int Growth = 6;

    /// <summary>Shorter texts are not cut.</summary>
    const int ShortText = 1_024;

    /// <summary>What the list of the cuts may need.</summary>
    const int Reserve = 4 * 1024;

    /// <summary>The most cuts that an event lists by name.</summary>
    const int MostNamed = 16;

    const int LongestPath = 100;

    // PostgreSQL stores characters, not their escapes.
    static readonly JsonSerializerOptions Json = new(EventTypes.Json) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="bytes">The size of the message from which the event comes; 0 if it is not known to be small.</param>
    public static SessionEvent Fitted(SessionEvent e, int bytes = 0)
    {
        if (bytes is > 0 and < MostBytes / Growth) return e;
        var size = JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), Json).Length;
        if (size <= MostBytes) return e;
        var data = JsonSerializer.SerializeToNode(e, e.GetType(), Json)!.AsObject();
        var cuts = Cut(data, size - MostBytes + Reserve);
        return (SessionEvent)data.Deserialize(e.GetType(), Json)! with { Cut = cuts };
    }

    /// <summary>Cuts the longest texts first, then the largest parts, until so many bytes are gone. Names each with its size before.</summary>
    static List<string> Cut(JsonObject data, int over)
    {
        var cuts = new List<string>();
        foreach (var (text, bytes) in TextsOf(data).Select(text => (Text: text, Bytes: Size(text))).Where(text => text.Bytes > ShortText)
            .OrderByDescending(text => text.Bytes).ToList())
        {
            if (over <= 0) return cuts;
            Add($"{Shortened(text.GetPath()[2..], LongestPath)}: {bytes} bytes");
            var shorter = JsonValue.Create(Shortened(text.GetValue<string>(), Math.Max(ShortText / 2, bytes - over)));
            text.ReplaceWith(shorter);
            over -= bytes - Size(shorter);
        }

        foreach (var (name, bytes) in data.Where(part => part.Value is JsonObject or JsonArray)
            .Select(part => (part.Key, Bytes: Size(part.Value!))).OrderByDescending(part => part.Bytes).ToList())
        {
            if (over <= 0) return cuts;
            Add($"{name}: {bytes} bytes");
            var kept = data[name] = Kept(data[name]!, bytes - over);
            over -= bytes - Size(kept);
        }

        return cuts;

        void Add(string cut)
        {
            if (cuts.Count < MostNamed) cuts.Add(cut);
            else if (cuts.Count == MostNamed) cuts.Add("more");
        }
    }

    /// <summary>Of an object its smallest parts, of a list its beginning: at most so many bytes.</summary>
    static JsonNode Kept(JsonNode whole, int most)
    {
        var left = most - 2;
        if (whole is JsonArray list)
            return new JsonArray([.. list.TakeWhile(part => (left -= Size(part) + 1) >= 0).Select(part => part?.DeepClone())]);
        return new JsonObject(whole.AsObject().Select(part => (part, Bytes: Size(part.Key) + Size(part.Value) + 2))
            .OrderBy(part => part.Bytes).TakeWhile(part => (left -= part.Bytes) >= 0)
            .Select(part => KeyValuePair.Create(part.part.Key, part.part.Value?.DeepClone())));
    }

    static IEnumerable<JsonValue> TextsOf(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => TextsOf(part.Value)),
        JsonArray parts => parts.SelectMany(TextsOf),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value],
        _ => [],
    };

    static int Size(JsonNode? node) => JsonSerializer.SerializeToUtf8Bytes(node, Json).Length;

    /// <summary>The beginning of a text, at most so many bytes as JSON, without half a character at the end.</summary>
    static string Shortened(string text, int most)
    {
        var (bytes, length) = (2, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Value < 0x20 || rune.Value is 0x7F ? Growth : rune.Value is '"' or '\\' ? 2
                : rune.IsBmp ? rune.Utf8SequenceLength : 2 * Growth;
            if (bytes > most) return text[..length];
            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
