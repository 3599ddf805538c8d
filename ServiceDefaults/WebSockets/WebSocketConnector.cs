using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// Opens WebSockets that hold no more than their connection: the HTTP client does the handshake, and is let go of after it, with its buffers
/// (docs/adr/0009-connections-outlive-their-handshake.md). The factory's clients cannot do that, and whether to try again is for the session to decide.
/// </summary>
/// <param name="configure">Of each handshake's own HTTP client: proxy, certificates, connect timeout.</param>
public sealed class WebSocketConnector(Action<SocketsHttpHandler>? configure = null)
{
    /// <exception cref="UpgradeRefusedException">There was an answer, and it was not an upgrade to a WebSocket.</exception>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    public async Task<WebSocket> Connect(Uri address, IReadOnlyDictionary<string, string> headers, WebSocketCreationOptions options, CancellationToken ct)
    {
        HandshakeStream? connection = null;
        using var handler = new SocketsHttpHandler();
        configure?.Invoke(handler);
        // The last one counts: a redirect makes another connection.
        handler.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(connection = new HandshakeStream(context.PlaintextStream));
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var upgrade = new UpgradeRequest(address, headers);
        try
        {
            using var response = await invoker.SendAsync(upgrade, ct);
            upgrade.Check(response);
            return WebSocket.CreateFromStream(connection!.Release(), options);
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
