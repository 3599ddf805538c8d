using System.Text;
using System.Text.Json;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;

namespace Realtime.Api.Commands;

/// <summary>JSON in the provider's shape, as far as the log must be able to store it.</summary>
static class JsonTexts
{
    /// <summary>An event stays within 256 KiB.</summary>
    public const int MostBytes = 192 * 1024;

    /// <exception cref="InvalidOptionsException">It is too large, or a text in it cannot be stored; the error names its path.</exception>
    public static void Check(string field, JsonElement json)
    {
        if (Encoding.UTF8.GetByteCount(json.GetRawText()) > MostBytes)
            throw new InvalidOptionsException(field, $"{field} may have at most {MostBytes} bytes of JSON.");
        CheckTexts(field, json);
    }

    static void CheckTexts(string path, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                Texts.Check(path, Text(path, json));
                break;
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    Texts.Check(path, property.Name);
                    CheckTexts($"{path}.{property.Name}", property.Value);
                }

                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var element in json.EnumerateArray()) CheckTexts($"{path}[{at++}]", element);
                break;
        }
    }

    /// <summary>.NET refuses to decode half a surrogate pair.</summary>
    static string? Text(string path, JsonElement json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            throw new InvalidOptionsException(path, $"{path} contains half a surrogate pair: send well-formed Unicode.");
        }
    }
}
