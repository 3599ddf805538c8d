using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace Realtime.Api.Live;

/// <summary>
/// Pieces of messages in rented memory. Most sockets are silent at any moment: nothing is rented until a message begins. A frame of 20 ms
/// is one piece; the rest of a longer message comes in larger ones.
/// </summary>
sealed class PieceBuffer : IDisposable
{
    const int First = 2 * 1024;
    const int Rest = 16 * 1024;

    byte[] bytes = [];
    int count;

    /// <summary>The last piece; good until it is passed on.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, count);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ValueWebSocketReceiveResult> Receive(WebSocket socket, CancellationToken ct)
    {
        if (bytes.Length == 0)
        {
            var begun = await socket.ReceiveAsync(Memory<byte>.Empty, ct);
            if (begun.EndOfMessage) return begun;
            bytes = ArrayPool<byte>.Shared.Rent(First);
        }

        var piece = await socket.ReceiveAsync(bytes.AsMemory(), ct);
        count = piece.Count;
        return piece;
    }

    /// <summary>The piece is needed no more.</summary>
    public void Passed(bool endOfMessage)
    {
        if (!endOfMessage && bytes.Length == Rest) return;
        Dispose();
        if (!endOfMessage) bytes = ArrayPool<byte>.Shared.Rent(Rest);
    }

    public void Dispose()
    {
        count = 0;
        if (Interlocked.Exchange(ref bytes, []) is { Length: > 0 } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
