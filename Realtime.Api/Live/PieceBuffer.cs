using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Api.Live;

/// <summary>
/// Receives messages piece by piece into rented memory. Most sockets are silent at any moment: nothing is rented until a message begins. A
/// frame of 20 ms is one piece; the rest of a longer message comes in larger ones.
/// </summary>
sealed class PieceBuffer : IDisposable
{
    const int First = 2 * 1024;
    const int Rest = 16 * 1024;

    byte[] bytes = [];
    int count;
    bool isRest;

    /// <summary>The last piece; valid until the next call of Receive.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, count);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ValueWebSocketReceiveResult> Receive(WebSocket socket, CancellationToken ct)
    {
        if (!isRest)
        {
            Dispose();
            var begun = await socket.UntilMessageBegins(ct);
            if (begun.EndOfMessage) return begun;
        }

        Hold(isRest ? Rest : First);
        var piece = await socket.ReceiveAsync(bytes.AsMemory(), ct);
        (count, isRest) = (piece.Count, !piece.EndOfMessage);
        return piece;
    }

    void Hold(int size)
    {
        if (bytes.Length == size) return;
        Dispose();
        bytes = ArrayPool<byte>.Shared.Rent(size);
    }

    public void Dispose()
    {
        count = 0;
        if (Interlocked.Exchange(ref bytes, []) is { Length: > 0 } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
