using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>What the log has of an image, a file or audio instead of its content.</summary>
/// <param name="Sha256">The digest of the content, in hexadecimal.</param>
/// <param name="Type">The media type that the data URI names; null if it names none.</param>
/// <param name="Bytes">The size of the content.</param>
sealed record MediaReference(string Sha256, string? Type, long Bytes)
{
    public const string DataUri = "data:";
    const int LongestType = 100;

    /// <param name="text">A data URI or base64. A text that is neither is itself the content.</param>
    public static MediaReference Of(string text)
    {
        var (type, data) = Split(text);
        var bytes = Encoding.UTF8.GetBytes(data);
        if (Base64.DecodeFromUtf8InPlace(bytes, out var length) is not System.Buffers.OperationStatus.Done)
            (bytes, length) = (Encoding.UTF8.GetBytes(data), Encoding.UTF8.GetByteCount(data));
        return new MediaReference(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))), type, length);
    }

    /// <summary>The reference in a recorded part; null if there is none.</summary>
    public static MediaReference? In(JsonElement part)
    {
        foreach (var property in part.EnumerateObject())
        {
            if (part.Part(property.Name) is { } reference && reference.Text("sha256") is { } digest)
                return new MediaReference(digest, reference.Text("type"), reference.Number("bytes"));
        }

        return null;
    }

    public JsonObject ToJson() => new() { ["sha256"] = Sha256, ["type"] = Type, ["bytes"] = Bytes };

    static (string? Type, string Data) Split(string text)
    {
        if (!text.StartsWith(DataUri, StringComparison.OrdinalIgnoreCase) || text.IndexOf(',', StringComparison.Ordinal) is not (> 0 and var comma))
            return (null, text);
        var type = text[DataUri.Length..comma].Split(';')[0];
        return (type.Length is > 0 and <= LongestType ? type : null, text[(comma + 1)..]);
    }
}
