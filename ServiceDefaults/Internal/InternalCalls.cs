using System.Net.Sockets;

namespace Realtime.ServiceDefaults.Internal;

/// <summary>
/// Calls between the services of one event log. They carry the shared key, so they never go through a proxy of the system, and with
/// certificates never without TLS.
/// </summary>
public sealed class InternalCalls(InternalTls tls)
{
    /// <summary>Configures the handler of such a call, also for the handshake of a WebSocket.</summary>
    public void Configure(SocketsHttpHandler handler)
    {
        handler.UseProxy = false;
        if (!tls.IsConfigured) return;
        handler.ConnectCallback = Connect;
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => tls.Certificate;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => tls.IsWorker(certificate, chain, errors);
    }

    /// <summary>
    /// A client without the factory's defaults, which would retry and wait: each caller has a deadline and a fallback of its own.
    /// </summary>
    /// <param name="patience">How long one call may take, with its answer.</param>
    public HttpClient Client(TimeSpan patience)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) };
        Configure(handler);
        return new HttpClient(handler) { Timeout = patience };
    }

    /// <summary>Opens a connection only for TLS: the key and what is said do not go over the network in clear text.</summary>
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        if (context.InitialRequestMessage.RequestUri?.Scheme is not ("https" or "wss"))
            throw new HttpRequestException(
                $"{context.DnsEndPoint.Host} is a worker without TLS, and Realtime:Internal:CertificatePath is set: give it an https address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
