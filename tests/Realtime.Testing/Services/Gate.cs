using System.Net;
using System.Net.Sockets;

namespace Realtime.Testing.Services;

/// <summary>A fixed port that forwards to a server's current port, which may change when the server restarts.</summary>
public sealed class Gate : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    CancellationTokenSource cut = new();
    readonly Task accepting;

    public Gate()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The server's port; 0 refuses every connection.</summary>
    public int Target { get; set; }

    /// <summary>Breaks every open connection. New ones are forwarded again.</summary>
    public async Task Cut()
    {
        using var before = Interlocked.Exchange(ref cut, new CancellationTokenSource());
        await before.CancelAsync();
    }

    async Task Accept()
    {
        try
        {
            while (true) _ = Pass(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The listener has closed.
        }
    }

    async Task Pass(TcpClient client)
    {
        using var server = new TcpClient();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, Volatile.Read(ref cut).Token);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, Target, over.Token);
                client.NoDelay = server.NoDelay = true;
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), over.Token),
                    server.GetStream().CopyToAsync(client.GetStream(), over.Token));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ArgumentOutOfRangeException)
            {
                // Both sides see the broken connection.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Dispose();
        stop.Dispose();
        cut.Dispose();
    }
}
