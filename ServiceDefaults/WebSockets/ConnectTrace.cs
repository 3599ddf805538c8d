using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// The parts of one handshake as spans: <c>dns</c>, <c>tcp</c>, <c>tls</c> and <c>websocket.upgrade</c>, each from the end of the one
/// before. None if the caller has no trace.
/// </summary>
internal sealed class ConnectTrace(TimeProvider time)
{
    private static readonly ActivitySource Source = new("Realtime.Connect");

    private readonly ActivityContext caller = Activity.Current?.Context ?? default;
    private DateTimeOffset last = time.GetUtcNow();

    /// <summary>A part is over, and the next one begins.</summary>
    public void Over(string part)
    {
        if (caller == default) return;
        var now = time.GetUtcNow();
        using var span = Source.StartActivity(part, ActivityKind.Internal, caller, startTime: last);
        span?.SetEndTime(now.UtcDateTime);
        last = now;
    }

    /// <summary>Connects as the HTTP client does by itself, in two parts.</summary>
    public async ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken ct)
    {
        last = time.GetUtcNow();
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        Over("dns");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            Over("tcp");
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
