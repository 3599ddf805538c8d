using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.EventLog;

/// <summary>
/// Replaces the character U+0000, which PostgreSQL's jsonb does not support: it would refuse the whole append. The API refuses it in what
/// clients send. In what a model or a socket sends, the replacement character takes its place.
/// </summary>
sealed class StorableText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Contains('\0', StringComparison.Ordinal) ? value.Replace('\0', '\uFFFD') : value);
}
