using System.Net.Security;
using System.Net.Sockets;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// Opens connections that speak another protocol after a handshake of HTTP: the HTTP client does the handshake and is disposed after it,
/// with its buffers (docs/adr/0009-connections-outlive-their-handshake.md). The factory's clients cannot do that. It does not retry: the
/// session decides that.
/// </summary>
/// <param name="configure">Configures the HTTP client of each handshake: proxy, certificates, connect timeout.</param>
public sealed class UpgradeConnector(Action<SocketsHttpHandler>? configure = null)
{
    /// <summary>The connection after the handshake.</summary>
    /// <param name="protocol">What the Upgrade header names.</param>
    /// <exception cref="UpgradeRefusedException">The server answered, but did not accept the protocol.</exception>
    /// <exception cref="HttpRequestException">The server did not answer.</exception>
    public async Task<Stream> Connect(Uri address, IReadOnlyDictionary<string, string> headers, string protocol, CancellationToken ct)
    {
        using var upgrade = new UpgradeRequest(address, headers, protocol);
        return await Connect(upgrade, ct);
    }

    internal async Task<Stream> Connect(UpgradeRequest upgrade, CancellationToken ct)
    {
        HandshakeStream? connection = null;
        using var handler = new SocketsHttpHandler();
        var trace = new ConnectTrace(TimeProvider.System);
        handler.ConnectCallback = (context, inTime) => trace.Connect(context.DnsEndPoint, inTime);
        configure?.Invoke(handler);
        Socket? socket = null;
        var connect = handler.ConnectCallback;
        handler.ConnectCallback = async (context, inTime) =>
        {
            var stream = await connect(context, inTime);
            socket = (stream as NetworkStream)?.Socket;
            return stream;
        };
        // A redirect opens another connection; the last one counts.
        handler.PlaintextStreamFilter = (context, _) =>
        {
            if (context.PlaintextStream is SslStream) trace.Over("tls");
            return ValueTask.FromResult<Stream>(connection = new HandshakeStream(context.PlaintextStream));
        };
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        try
        {
            using var response = await invoker.SendAsync(upgrade, ct);
            trace.Over("websocket.upgrade");
            await upgrade.Check(response, ct);
            PollThread.Handle(socket);
            return connection!.Release();
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
