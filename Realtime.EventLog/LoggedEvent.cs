using System.Buffers;
using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// One event from the log. Its data is still the stored JSON text, since most events are read only to be passed on.
/// Version is the position in the conversation, Sequence the position in the whole log.
/// </summary>
public sealed class LoggedEvent(string conversation, long version, long sequence, string type, DateTimeOffset at, ReadOnlyMemory<byte> data)
{
    static readonly string Claimed = EventTypes.NameOf<SessionClaimed>();

    byte[]? envelope;

    public string Conversation { get; } = conversation;
    public long Version { get; } = version;
    public long Sequence { get; } = sequence;

    /// <summary>The stored name of the type, for example session_ended.</summary>
    public string Type { get; } = type;
    public DateTimeOffset At { get; } = at;

    /// <summary>UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>False if the event was read without its data, because it is large.</summary>
    internal bool HasData => !Data.IsEmpty;

    /// <summary>The event as clients read it, UTF-8 JSON on one line. It is written once for all followers.</summary>
    public ReadOnlyMemory<byte> Envelope => envelope ??= WriteEnvelope();

    byte[] WriteEnvelope()
    {
        var buffer = new ArrayBufferWriter<byte>(Data.Length + 192);
        using (var json = new Utf8JsonWriter(buffer)) WriteTo(json);
        return buffer.WrittenSpan.ToArray();
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteFields(json);
        json.WriteEndObject();
    }

    /// <param name="all">With what only operators and auditors see: the internal address of the worker in a session_claimed.</param>
    internal void WriteFields(Utf8JsonWriter json, bool all = false)
    {
        json.WriteNumber("version", Version);
        json.WriteNumber("sequence", Sequence);
        json.WriteString("type", Type);
        if (SessionId() is { } session) json.WriteString("sessionId", session);
        json.WriteString("at", At.UtcDateTime);
        json.WritePropertyName("data");
        if (!all && HiddenOf(Type) is { } hidden) WriteWithout(json, hidden);
        else json.WriteRawValue(Data.Span, skipInputValidation: true);
    }

    /// <summary>The field of this type's data that only operators and auditors see; null for types without one.</summary>
    public static string? HiddenOf(string type) => type == Claimed ? "address" : null;

    void WriteWithout(Utf8JsonWriter json, string field)
    {
        using var data = JsonDocument.Parse(Data);
        json.WriteStartObject();
        foreach (var property in data.RootElement.EnumerateObject())
        {
            if (!property.NameEquals(field)) property.WriteTo(json);
        }

        json.WriteEndObject();
    }

    Guid? SessionId()
    {
        var reader = new Utf8JsonReader(Data.Span);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
            if (reader.ValueTextEquals("sessionId"u8) && reader.Read() && reader.TryGetGuid(out var id)) return id;
            reader.TrySkip();
        }

        return null;
    }
}
