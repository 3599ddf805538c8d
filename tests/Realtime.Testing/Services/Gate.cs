using System.Net;
using System.Net.Sockets;

namespace Realtime.Testing.Services;

/// <summary>A fixed port that leads to wherever a server is now: one that was restarted may come back on another port.</summary>
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

    /// <summary>The server's port; 0 lets nobody through.</summary>
    public int Target { get; set; }

    /// <summary>Breaks every connection that passes; new ones may pass.</summary>
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
            // Closed.
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
                // Both sides see a broken connection.
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
