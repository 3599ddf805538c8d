using System.Buffers;
using System.Net.WebSockets;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Simulator.Connections;

internal readonly record struct Message(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes);

internal sealed class MessageTooBigException() : Exception("A message is larger than the simulator accepts.");

/// <summary>Reads whole messages. An idle connection holds no buffer. A message is valid until the next read.</summary>
internal sealed class MessageReader(WebSocket socket, int maxBytes) : IDisposable
{
    private const int FirstBuffer = 4096;
    private byte[] buffer = [];

    public async ValueTask<Message> ReadAsync()
    {
        Dispose();
        var received = await socket.UntilMessageBegins(CancellationToken.None);
        var count = 0;
        while (!received.EndOfMessage && received.MessageType != WebSocketMessageType.Close)
        {
            if (count == buffer.Length)
                Grow(count);
            received = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
            count += received.Count;
        }

        return new Message(received.MessageType, buffer.AsMemory(0, count));
    }

    private void Grow(int count)
    {
        if (count >= maxBytes)
            throw new MessageTooBigException();

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, Math.Min(count * 2, maxBytes)));
        buffer.AsSpan(0, count).CopyTo(larger);
        Dispose();
        buffer = larger;
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }
}
