using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>
/// A conversation of a tenant, by which everything that reads or writes the log knows it. The tenant comes from a credential, the name from a request; only code that has the
/// name of a stream from the log itself parses one.
/// </summary>
[JsonConverter(typeof(ConversationKey.AsStream))]
public sealed record ConversationKey(Tenant Tenant, string Name)
{
    // No tenant's name and no conversation's holds it.
    const char Separator = '/';

    /// <summary>The name of its stream: tenant/name, and the bare name for the tenant <see cref="Tenant.Default"/>, whose streams are older than tenants.</summary>
    public string Stream { get; } = Tenant == Tenant.Default ? Name : $"{Tenant}{Separator}{Name}";

    /// <summary>Of any stream there is: one whose name no tenant can have given is nobody's but the deployment's, and spoils no read of many.</summary>
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
        public override ConversationKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ConversationKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Stream);
    }
}
