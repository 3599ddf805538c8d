using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>A failure.</summary>
/// <param name="Code">A stable code, for example upstream_rate_limited.</param>
/// <param name="Message">Words for people.</param>
/// <param name="Origin">The side that failed.</param>
/// <param name="Retryable">Whether the same start may work later.</param>
public sealed record SessionError(string Code, string Message, ErrorOrigin Origin, bool Retryable);

/// <summary>The side that failed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ErrorOrigin>))]
public enum ErrorOrigin
{
    /// <summary>The client.</summary>
    [JsonStringEnumMemberName("client")] Client,

    /// <summary>The connection to the provider.</summary>
    [JsonStringEnumMemberName("transport")] Transport,

    /// <summary>The provider.</summary>
    [JsonStringEnumMemberName("upstream")] Upstream,

    /// <summary>The worker, or another part of the service.</summary>
    [JsonStringEnumMemberName("worker")] Worker,
}
