using System.Text.Encodings.Web;
using System.Text.Json;

namespace Realtime.Console.Components;

/// <summary>JSON for people to read. It is shown as text, so it is not escaped for HTML here.</summary>
static class JsonTexts
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Indented(JsonElement json) => JsonSerializer.Serialize(json, Readable);
}
