using System.Text.Json;

namespace Realtime.EventLog;

/// <summary>
/// Writes JSON as Marten does for this log: camel case, enums as the names that they declare, no character that PostgreSQL cannot store.
/// </summary>
static class LogJson
{
    static readonly JsonSerializerOptions Options = new(EventTypes.Json) { Converters = { new StorableText() } };

    public static string Text<T>(T value) where T : notnull => JsonSerializer.Serialize(value, value.GetType(), Options);

    public static byte[] Write<T>(T value) where T : notnull => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Options);
}
