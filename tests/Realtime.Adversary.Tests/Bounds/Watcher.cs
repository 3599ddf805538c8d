using System.Net.WebSockets;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>A live socket's client that only reads.</summary>
sealed class Watcher : IDisposable
{
    readonly ClientWebSocket socket = new();
    readonly byte[] buffer = new byte[64 * 1024];

    public static async Task<Watcher> Connect(Uri api, string path)
    {
        using var patience = Patience.Source();
        var watcher = new Watcher();
        await watcher.socket.ConnectAsync(new Uri($"ws://{api.Authority}{path}"), patience.Token);
        return watcher;
    }

    /// <summary>False where it is closed instead.</summary>
    public async Task<bool> UntilSomething()
    {
        using var patience = Patience.Source();
        return (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType is not WebSocketMessageType.Close;
    }

    /// <summary>The code of the Close frame; null where the connection was cut.</summary>
    public async Task<int?> UntilClosed()
    {
        using var patience = Patience.Source();
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType is not WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            return null;
        }

        return (int?)socket.CloseStatus;
    }

    public void Dispose() => socket.Dispose();
}
