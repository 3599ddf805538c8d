using System.Net;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>The server answered, but not with the WebSocket that was asked for.</summary>
public sealed class UpgradeRefusedException(HttpStatusCode status, string answer)
    : HttpRequestException($"The server answered the WebSocket's handshake with {answer}.", inner: null, status);
