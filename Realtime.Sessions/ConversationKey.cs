using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>
/// Identifies a conversation of a tenant, for everything that reads or writes the log. The tenant comes from a credential and the name from
/// a request. Only code that gets the name of a stream from the log itself parses it.
/// </summary>
[JsonConverter(typeof(ConversationKey.AsStream))]
public sealed record ConversationKey(Tenant Tenant, string Name)
{
    // Neither the name of a tenant nor that of a conversation contains it.
    const char Separator = '/';

    /// <summary>
    /// The name of its stream: tenant/name, or only the name for <see cref="Tenant.Default"/>, whose streams may be older than tenants.
    /// </summary>
    public string Stream { get; } = Tenant == Tenant.Default ? Name : $"{Tenant}{Separator}{Name}";

    /// <summary>
    /// Parses the name of any stream in the log. A name with an impossible tenant does not fail, so that it does not stop reads of many
    /// streams.
    /// </summary>
    public static ConversationKey Parse(string stream)
    {
        var at = stream.IndexOf(Separator, StringComparison.Ordinal);
        return at >= 0 && Tenant.TryParse(stream[..at]) is { } tenant && tenant != Tenant.Default
            ? new ConversationKey(tenant, stream[(at + 1)..])
            : new ConversationKey(Tenant.Default, stream);
    }

    public static implicit operator string(ConversationKey key) => key.Stream;

    public bool Equals(ConversationKey? other) => other?.Stream == Stream;

    public override int GetHashCode() => Stream.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Stream;

    internal sealed class AsStream : JsonConverter<ConversationKey>
    {
        public override ConversationKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ConversationKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Stream);
    }
}
