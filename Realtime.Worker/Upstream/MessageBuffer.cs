using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Realtime.Worker.Upstream;

/// <summary>
/// One message put together from its frames, in rented memory that grows up to a limit. Most sockets are silent at any moment: nothing is rented
/// until a message begins.
/// </summary>
sealed class MessageBuffer(int limit) : IDisposable
{
    /// <summary>Holds a frame of 20 ms whole.</summary>
    const int Usual = 2_048;

    byte[] bytes = [];
    int length;

    /// <summary>Good until it is cleared.</summary>
    public ReadOnlyMemory<byte> Message => bytes.AsMemory(0, length);

    public void Clear()
    {
        length = 0;
        Dispose();
    }

    /// <summary>Waits for more of the message, and adds it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ValueWebSocketReceiveResult> Receive(WebSocket socket, CancellationToken ct)
    {
        if (bytes.Length == 0)
        {
            var begun = await socket.ReceiveAsync(Memory<byte>.Empty, ct);
            if (begun.EndOfMessage) return begun;
        }

        var part = await socket.ReceiveAsync(Free(), ct);
        length += part.Count;
        return part;
    }

    public bool IsTooLarge => length > limit;

    Memory<byte> Free()
    {
        if (length < bytes.Length) return bytes.AsMemory(length);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Usual, bytes.Length * 4));
        bytes.AsSpan(0, length).CopyTo(larger);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
        return bytes.AsMemory(length);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref bytes, []) is { Length: > 0 } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
