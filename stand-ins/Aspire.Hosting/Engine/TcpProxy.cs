using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Engine;

/// <summary>One address for several replicas: each connection goes to the next one that answers.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int ConnectionsWaiting = 512;
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly IReadOnlyList<int> _targets;
    private readonly Task _accepting;
    private uint _next;

    private TcpProxy(TcpListener listener, IReadOnlyList<int> targets)
    {
        _listener = listener;
        _targets = targets;
        _accepting = AcceptAsync();
    }

    public static TcpProxy Start(int port, IReadOnlyList<int> targets)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start(ConnectionsWaiting);
        return new(listener, targets);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), _stop.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or a client that left before it was accepted.
            }
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        using var _ = client;
        try
        {
            using var target = await ConnectAsync(stop);
            if (target is null)
                return;
            client.NoDelay = true;
            await Task.WhenAll(CopyAsync(client, target, stop), CopyAsync(target, client, stop));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either side has dropped the connection; closing both says so to the other.
        }
    }

    private async Task<Socket?> ConnectAsync(CancellationToken stop)
    {
        var first = Interlocked.Increment(ref _next);
        for (var offset = 0u; offset < _targets.Count; offset++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, _targets[(int)((first + offset) % _targets.Count)], stop);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    private static async Task CopyAsync(Socket from, Socket to, CancellationToken stop)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer, stop) is var received and > 0)
                for (var sent = 0; sent < received;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, received - sent), stop);
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            // A reset on one side must not leave the other waiting.
            from.Close(0);
            to.Close(0);
            throw;
        }
    }
}
