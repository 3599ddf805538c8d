using System.Net;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>The server answered the handshake, but did not accept the WebSocket.</summary>
public sealed class UpgradeRefusedException(HttpStatusCode status, string answer)
    : HttpRequestException($"The server answered the WebSocket's handshake with {answer}.", inner: null, status);
