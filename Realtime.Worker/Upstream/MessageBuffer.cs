using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;

namespace Realtime.Worker.Upstream;

/// <summary>
/// Assembles one message from its frames in rented memory that grows up to a limit. Most sockets are silent at any moment: nothing is
/// rented until a message begins. A large message waits, partly read, until there is room for the largest.
/// </summary>
/// <param name="share">The share in which large messages reserve room; null reserves none.</param>
/// <param name="patience">How long a message with reserved room may take to complete.</param>
/// <param name="lost">The socket is lost: a large message does not wait for room, and is read without being kept.</param>
sealed class MessageBuffer(int limit, BufferShare? share = null, TimeSpan? patience = null, CancellationToken lost = default) : IDisposable
{
    /// <summary>Holds a frame of 20 ms whole.</summary>
    const int Usual = 2_048;

    /// <summary>Above this a message is large.</summary>
    const int Large = 128 * 1024;

    byte[] bytes = [];
    int length;
    CancellationTokenSource? complete; // while there is room reserved

    /// <summary>The message; valid until <see cref="Clear"/>.</summary>
    public ReadOnlyMemory<byte> Message => bytes.AsMemory(0, length);

    public bool IsTooLarge => length > limit;

    /// <summary>A message of a lost socket found no room. No message is complete from then on.</summary>
    public bool IsGivenUp { get; private set; }

    public void Clear()
    {
        length = 0;
        Dispose();
    }

    /// <summary>Hands the message over to the caller. Its room stays reserved until <see cref="Clear"/>.</summary>
    public PooledMessage Detach()
    {
        var message = new PooledMessage(bytes, length);
        (bytes, length) = ([], 0);
        return message;
    }

    /// <summary>Waits for more of the message, and adds it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ValueWebSocketReceiveResult> Receive(WebSocket socket, CancellationToken ct)
    {
        if (bytes.Length == 0)
        {
            var begun = await socket.UntilMessageBegins(ct);
            if (begun.EndOfMessage) return begun;
        }

        if (length == bytes.Length) await Grow(ct);
        var part = await socket.ReceiveAsync(bytes.AsMemory(length), complete?.Token ?? ct);
        length += part.Count;
        return part;
    }

    async ValueTask Grow(CancellationToken ct)
    {
        if (IsGivenUp && bytes.Length > 0)
        {
            length = 0; // what comes is read over what came; a socket that is given no memory reads nothing, and would never end
            return;
        }

        var size = (int)Math.Min(Math.Max(Usual, bytes.Length * 4L), limit + 1L);
        if (size > Large && complete is null && share is not null)
        {
            if (!await IsTaken(share, ct))
            {
                (length, IsGivenUp) = (0, true);
                return;
            }

            complete = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (patience is { } bound) complete.CancelAfter(bound);
        }

        var larger = RentedBytes.Rent(size);
        bytes.AsSpan(0, length).CopyTo(larger);
        RentedBytes.Return(bytes);
        bytes = larger;
    }

    async ValueTask<bool> IsTaken(BufferShare room, CancellationToken ct)
    {
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(ct, lost);
        try
        {
            await room.Take(limit, waits.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose()
    {
        RentedBytes.Return(Interlocked.Exchange(ref bytes, []));
        if (Interlocked.Exchange(ref complete, null) is not { } reserved) return;
        reserved.Dispose();
        share!.Give(limit);
    }
}
