using System.Net;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>The server answered the handshake, but did not accept the upgrade.</summary>
/// <param name="words">The server's own words; null if it gave none. They are not part of the exception's message.</param>
public sealed class UpgradeRefusedException(HttpStatusCode status, string answer, string? words = null)
    : HttpRequestException($"The server answered the handshake with {answer}.", inner: null, status)
{
    public string? Words { get; } = words;
}
