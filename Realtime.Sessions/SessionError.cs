using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>A failure: a stable code, a message for people, the side that failed, and whether the same start may work later.</summary>
public sealed record SessionError(string Code, string Message, ErrorOrigin Origin, bool Retryable);

[JsonConverter(typeof(JsonStringEnumConverter<ErrorOrigin>))]
public enum ErrorOrigin
{
    [JsonStringEnumMemberName("client")] Client,
    [JsonStringEnumMemberName("transport")] Transport,
    [JsonStringEnumMemberName("upstream")] Upstream,
    [JsonStringEnumMemberName("worker")] Worker,
}
