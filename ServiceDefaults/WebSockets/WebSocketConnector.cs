using System.Net.Security;
using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// Opens WebSockets that hold only their connection: the HTTP client does the handshake and is disposed after it, with its buffers
/// (docs/adr/0009-connections-outlive-their-handshake.md). The factory's clients cannot do that. It does not retry: the session decides
/// that.
/// </summary>
/// <param name="configure">Configures the HTTP client of each handshake: proxy, certificates, connect timeout.</param>
public sealed class WebSocketConnector(Action<SocketsHttpHandler>? configure = null)
{
    /// <exception cref="UpgradeRefusedException">The server answered, but did not accept the WebSocket.</exception>
    /// <exception cref="HttpRequestException">The server did not answer.</exception>
    public async Task<WebSocket> Connect(Uri address, IReadOnlyDictionary<string, string> headers, WebSocketCreationOptions options,
        CancellationToken ct)
    {
        HandshakeStream? connection = null;
        using var handler = new SocketsHttpHandler();
        var trace = new ConnectTrace(TimeProvider.System);
        handler.ConnectCallback = (context, inTime) => trace.Connect(context.DnsEndPoint, inTime);
        configure?.Invoke(handler);
        // A redirect opens another connection; the last one counts.
        handler.PlaintextStreamFilter = (context, _) =>
        {
            if (context.PlaintextStream is SslStream) trace.Over("tls");
            return ValueTask.FromResult<Stream>(connection = new HandshakeStream(context.PlaintextStream));
        };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var upgrade = new UpgradeRequest(address, headers);
        try
        {
            using var response = await invoker.SendAsync(upgrade, ct);
            trace.Over("websocket.upgrade");
            await upgrade.Check(response, ct);
            PollThread.Handle(trace.Socket);
            using (ExecutionContext.SuppressFlow()) // its timer would keep the spans of the handshake as long as the connection
            {
                return WebSocket.CreateFromStream(connection!.Release(), options);
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
