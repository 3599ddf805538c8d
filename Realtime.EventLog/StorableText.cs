using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.EventLog;

/// <summary>
/// PostgreSQL's jsonb has no character U+0000, and refuses the whole append that holds one. What clients send is refused before; what a model
/// or a socket says is recorded with the replacement character in its place.
/// </summary>
sealed class StorableText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Contains('\0', StringComparison.Ordinal) ? value.Replace('\0', '\uFFFD') : value);
}
