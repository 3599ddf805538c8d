using System.Net.WebSockets;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>A live socket's client that sends. It is lost if it is disposed before it closes.</summary>
sealed class Driver : IDisposable
{
    readonly ClientWebSocket socket = new();

    public string Conversation => socket.HttpResponseHeaders!["x-realtime-conversation"].Single();

    public Guid Session => Guid.Parse(socket.HttpResponseHeaders!["x-realtime-session"].Single());

    public static async Task<Driver> Connect(Uri api, string path)
    {
        using var patience = Patience.Source();
        var driver = new Driver();
        driver.socket.Options.CollectHttpResponseDetails = true;
        await driver.socket.ConnectAsync(new Uri($"ws://{api.Authority}{path}"), patience.Token);
        return driver;
    }

    /// <summary>Sends the same large message again and again, while it is accepted.</summary>
    public async Task Flood(byte[] message, CancellationToken ct)
    {
        try
        {
            while (true) await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The socket was refused, or the test has ended.
        }
    }

    /// <summary>Drops what comes, and answers pings by that, until the socket is closed or lost.</summary>
    public async Task Hear()
    {
        var buffer = new byte[4_096];
        try
        {
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType is not WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            // It was lost.
        }
    }

    public Task Send(byte[] message, bool endOfMessage = true) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage, CancellationToken.None);

    public Task Close() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

    public void Dispose() => socket.Dispose();
}
