using System.Net.WebSockets;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>Opens WebSockets that hold only their connection.</summary>
/// <param name="configure">Configures the HTTP client of each handshake: proxy, certificates, connect timeout.</param>
public sealed class WebSocketConnector(Action<SocketsHttpHandler>? configure = null)
{
    private readonly UpgradeConnector connector = new(configure);

    /// <exception cref="UpgradeRefusedException">The server answered, but did not accept the WebSocket.</exception>
    /// <exception cref="HttpRequestException">The server did not answer.</exception>
    public async Task<WebSocket> Connect(Uri address, IReadOnlyDictionary<string, string> headers, WebSocketCreationOptions options,
        CancellationToken ct)
    {
        using var upgrade = new WebSocketRequest(address, headers);
        var connection = await connector.Connect(upgrade, ct);
        using (ExecutionContext.SuppressFlow()) // its timer would keep the spans of the handshake as long as the connection
        {
            return WebSocket.CreateFromStream(connection, options);
        }
    }
}
