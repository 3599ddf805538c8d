using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>What broke: a stable code, a sentence for people, whose side it was, and whether the same start may work later.</summary>
public sealed record SessionError(string Code, string Message, ErrorOrigin Origin, bool Retryable);

[JsonConverter(typeof(JsonStringEnumConverter<ErrorOrigin>))]
public enum ErrorOrigin
{
    [JsonStringEnumMemberName("client")] Client,
    [JsonStringEnumMemberName("transport")] Transport,
    [JsonStringEnumMemberName("upstream")] Upstream,
    [JsonStringEnumMemberName("worker")] Worker,
}
