using System.Net.WebSockets;
using System.Text;

namespace Realtime.Adversary.Tests.Fuzz;

/// <summary>A live socket whose client sends random messages; it reads and drops the answers.</summary>
static class FuzzedSocket
{
    static readonly string[] Types =
    [
        "session.update", "conversation.item.create", "conversation.item.delete", "conversation.item.truncate", "input_audio_buffer.append",
        "input_audio_buffer.commit",
        "input_audio_buffer.clear", "response.create", "response.cancel", "session_ended", "", "no.such.type",
    ];

    /// <summary>Sends so many messages, one after the other, until the other side has enough. Returns how many it sent.</summary>
    public static async Task<int> Talk(Uri api, string path, int messages, Random random, CancellationToken ct)
    {
        using var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{api.Authority}{path}"), ct);
        }
        catch (WebSocketException)
        {
            return 1; // the handshake was refused
        }

        var reading = Drop(socket, ct);
        var sent = 0;
        try
        {
            while (sent < messages && socket.State is WebSocketState.Open)
            {
                sent++;
                var (bytes, type) = Message(random);
                var cut = random.Next(4) == 0 ? random.Next(bytes.Length + 1) : 0;
                if (cut > 0) await socket.SendAsync(bytes.AsMemory(0, cut), type, endOfMessage: false, ct);
                await socket.SendAsync(bytes.AsMemory(cut), type, endOfMessage: true, ct);
            }

            if (random.Next(2) == 0) socket.Abort();
            else if (socket.State is WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side closed meanwhile.
        }

        await reading;
        return Math.Max(1, sent);
    }

    static async Task Drop(WebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), ct) is { MessageType: not WebSocketMessageType.Close })
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException
            || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            // A broken connection counts as closed.
        }
    }

    static (byte[] Bytes, WebSocketMessageType Type) Message(Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                var bytes = new byte[random.Next(3_000)];
                random.NextBytes(bytes);
                return (bytes, WebSocketMessageType.Binary);
            case 1:
                return (Encoding.UTF8.GetBytes(FuzzText.Of(random, "", "null", "[", "{}", "\0", "{\"type\":1}",
                    "{\"type\":\"session.update\"", new string('{', 1_000), new string('x', 300_000))), WebSocketMessageType.Text);
        }

        var message = new System.Text.Json.Nodes.JsonObject { ["type"] = FuzzText.Of(random, Types) };
        foreach (var field in (string[])["session", "item", "audio", "item_id", "event_id", "response", "audio_end_ms", "content_index"])
        {
            if (random.Next(3) == 0) message[field] = FuzzText.Value(field, random);
        }

        return (Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text);
    }
}
