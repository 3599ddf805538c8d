using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Realtime.Bench.Stack;

/// <summary>Receives one event as soon as its bytes have arrived. The data is valid only during the call.</summary>
delegate void EventSeen(long version, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, DateTime at);

/// <summary>
/// A client of Server-Sent Events on a plain socket, so that thousands of them need little processor time. It uses HTTP 1.0, so that
/// there are no chunk headers between the lines.
/// </summary>
sealed class EventFollower : IAsyncDisposable
{
    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly EventSeen seen;
    Task reading = Task.CompletedTask;
    byte[] buffer = new byte[2_048];
    int filled;
    long version;
    byte[] type = [];

    EventFollower(EventSeen seen) => this.seen = seen;

    /// <summary>Opens the stream; returns when it has begun.</summary>
    public static async Task<EventFollower> Open(Uri api, string conversation, EventSeen seen, long after = 0)
    {
        var follower = new EventFollower(seen);
        await follower.socket.ConnectAsync(IPAddress.Loopback, api.Port);
        await follower.socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /conversations/{conversation}/events?after={after}&wait=true HTTP/1.0\r\nHost: "
            + $"{api.Authority}\r\nAccept: text/event-stream\r\n\r\n"));
        follower.filled = await follower.socket.ReceiveAsync(follower.buffer);
        if (!follower.buffer.AsSpan(0, follower.filled).StartsWith("HTTP/1.1 200"u8))
            throw new InvalidOperationException("The API refused a follower: "
                + Encoding.UTF8.GetString(follower.buffer, 0, follower.filled));
        follower.Take(TimeProvider.System.GetUtcNow().UtcDateTime);
        follower.reading = follower.Read();
        return follower;
    }

    async Task Read()
    {
        try
        {
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var count = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
                if (count == 0) return;
                filled += count;
                Take(TimeProvider.System.GetUtcNow().UtcDateTime);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // We have closed it.
        }
    }

    void Take(DateTime at)
    {
        var rest = buffer.AsSpan(0, filled);
        while (rest.IndexOf((byte)'\n') is var end and >= 0)
        {
            var line = rest[..end];
            if (line.StartsWith("id: "u8)) version = Utf8Parser.TryParse(line[4..], out long id, out _) ? id : 0;
            else if (line.StartsWith("event: "u8)) type = line[7..].SequenceEqual(type) ? type : line[7..].ToArray();
            else if (line.StartsWith("data: "u8)) seen(version, type, line[6..], at);
            rest = rest[(end + 1)..];
        }

        rest.CopyTo(buffer);
        filled = rest.Length;
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await reading;
    }
}
