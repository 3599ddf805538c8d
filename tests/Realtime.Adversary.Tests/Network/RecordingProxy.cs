using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Realtime.Adversary.Tests.Network;

/// <summary>An HTTP proxy that records its requests: it tunnels CONNECT and refuses everything else.</summary>
sealed class RecordingProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly ConcurrentQueue<string> asked = new();
    readonly ConcurrentBag<Task> serving = [];
    readonly Task accepting;

    public RecordingProxy()
    {
        listener.Start();
        accepting = Accept();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>First lines and headers, as they came.</summary>
    public IEnumerable<string> Asked => asked;

    async Task Accept()
    {
        try
        {
            while (true) serving.Add(Serve(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (OperationCanceledException)
        {
            listener.Stop();
        }
    }

    async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await Head(stream);
                asked.Enqueue(head);
                if (!head.StartsWith("CONNECT ", StringComparison.Ordinal))
                {
                    await stream.WriteAsync("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"u8.ToArray(),
                        stop.Token);
                    return;
                }

                var to = head.Split(' ')[1].Split(':');
                using var server = new TcpClient();
                await server.ConnectAsync(to[0], int.Parse(to[1], System.Globalization.CultureInfo.InvariantCulture), stop.Token);
                await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop.Token);
                await Task.WhenAny(stream.CopyToAsync(server.GetStream(), stop.Token), server.GetStream().CopyToAsync(stream, stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Either side disconnected.
            }
        }
    }

    async Task<string> Head(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        await Task.WhenAll(serving);
        stop.Dispose();
    }
}
