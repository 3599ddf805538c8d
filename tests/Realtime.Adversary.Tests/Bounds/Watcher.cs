using System.Net.WebSockets;
using System.Text.Json;

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

    /// <summary>False if the socket is closed instead.</summary>
    public async Task<bool> UntilSomething()
    {
        using var patience = Patience.Source();
        return (await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).MessageType is not WebSocketMessageType.Close;
    }

    /// <summary>Reads until so many envelopes of a type have come.</summary>
    public async Task Until(string type, int count)
    {
        using var patience = Patience.Source();
        using var message = new MemoryStream();
        while (count > 0)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, piece.MessageType);
            message.Write(buffer, 0, piece.Count);
            if (!piece.EndOfMessage) continue;
            var json = JsonSerializer.Deserialize<JsonElement>(message.ToArray());
            if (json.GetProperty("type").GetString() == type && json.TryGetProperty("version", out _)) count--;
            message.SetLength(0);
        }
    }

    /// <summary>The code of the Close frame; null if the connection was cut.</summary>
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

    /// <summary>The reason in the Close frame.</summary>
    public string? CloseReason => socket.CloseStatusDescription;

    public void Dispose() => socket.Dispose();
}
