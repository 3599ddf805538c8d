using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Realtime.Bench.Bystanders;

/// <summary>A live socket on a raw connection that sends the same large message again and again, as fast as it is read.</summary>
sealed class Hoarder : IDisposable
{
    const int MessageBytes = 16 * 1024 * 1024;
    static readonly byte[] Frame = LargeFrame();

    /// <summary>The bytes of one call, and of one turn.</summary>
    const int ChunkBytes = 64 * 1024, TurnBytes = 1024 * 1024;

    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    int at;

    /// <summary>The bytes sent so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Returns when the API has accepted the session. The model never answers its handshake.</summary>
    public static async Task<Hoarder> Connect(Uri api)
    {
        var hoarder = new Hoarder();
        await hoarder.socket.ConnectAsync(api.Host, api.Port);
        await hoarder.socket.SendAsync(Encoding.ASCII.GetBytes(
            "GET /v1/realtime?model=sim-fault-no-handshake HTTP/1.1\r\nHost: "
            + $"{api.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var answer = new byte[4_096];
        var read = await hoarder.socket.ReceiveAsync(answer);
        if (!answer.AsSpan(0, read).StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException("The API refused a socket: " + Encoding.UTF8.GetString(answer, 0, read));
        hoarder.socket.Blocking = false;
        return hoarder;
    }

    /// <summary>Sends as much as the connection takes now. False if it takes nothing, or is closed.</summary>
    public bool TrySend()
    {
        var sent = 0;
        while (true)
        {
            var length = Math.Min(ChunkBytes, Frame.Length - at);
            var taken = socket.Send(Frame.AsSpan(at, length), SocketFlags.None, out var error);
            if (error is not SocketError.Success || taken == 0) return sent > 0;
            (at, Sent, sent) = ((at + taken) % Frame.Length, Sent + taken, sent + taken);
            if (sent >= TurnBytes) return true;
        }
    }

    /// <summary>A text frame with the mask zero, so that its payload needs no masking.</summary>
    static byte[] LargeFrame()
    {
        const int Head = 14;
        var frame = new byte[Head + MessageBytes];
        frame.AsSpan(Head).Fill((byte)'x');
        (frame[0], frame[1]) = (0x81, 0x80 | 127);
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), MessageBytes);
        frame.AsSpan(10, 4).Clear();
        "{\"type\":\"conversation.item.create\",\"x\":\""u8.CopyTo(frame.AsSpan(Head));
        "\"}"u8.CopyTo(frame.AsSpan(frame.Length - 2));
        return frame;
    }

    public void Dispose() => socket.Dispose();
}
