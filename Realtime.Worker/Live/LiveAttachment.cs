using System.Net.WebSockets;
using System.Threading.Channels;
using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions.Provider;
using Realtime.Worker.Buffers;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Live;

/// <summary>
/// The sending side of one live socket: a bounded queue and a loop that writes it. A client that reads too slowly is disconnected, so that
/// it stalls neither the model nor other clients; it may reconnect and read what it missed from the log.
/// </summary>
/// <param name="share">Counts the bytes that wait for it.</param>
sealed class LiveAttachment(WebSocket socket, BufferShare share)
{
    const int MostMessages = 2_048;

    /// <summary>Close code for a client that reads too slowly; the API passes it on.</summary>
    public const WebSocketCloseStatus TooSlow = (WebSocketCloseStatus)4429;

    /// <summary>Close code: the session moves to another owner.</summary>
    const WebSocketCloseStatus Moved = (WebSocketCloseStatus)4301;
    static readonly TimeSpan CloseSlow = TimeSpan.FromSeconds(1);

    // The reader of the model's messages writes to an idle socket directly, and never waits for it.
    readonly Channel<PooledMessage> queue = Channel.CreateBounded<PooledMessage>(
        new BoundedChannelOptions(MostMessages) { SingleReader = true, AllowSynchronousContinuations = true });
    volatile bool isDriver, isDetached, isComplete;
    WebSocketCloseStatus closing = WebSocketCloseStatus.NormalClosure;

    /// <summary>Whether its client drives the session; set by <see cref="LiveAttachments"/>.</summary>
    public bool IsDriver
    {
        get => isDriver;
        set => isDriver = value;
    }

    /// <summary>Whether it drives once the driver has left; set by <see cref="LiveAttachments"/>.</summary>
    public bool WaitsToDrive { get; set; }

    /// <summary>What its client may change and is told; null unless the client holds a client secret.</summary>
    public Pins? Pins { get; init; }

    /// <summary>The number of the change of driver that made it drive; set by <see cref="LiveAttachments"/>.</summary>
    public long Turn { get; set; }

    /// <summary>Another socket drives from now on.</summary>
    public void Listen() => isDriver = false;

    /// <summary>False if the queue is full; the socket is then closed.</summary>
    public bool TryQueue(ReadOnlySpan<byte> message, bool isMark = false)
    {
        if (isDetached || isComplete) return false;
        if (share.TryAdd(message.Length))
        {
            var copy = PooledMessage.Copy(message, isMark);
            if (queue.Writer.TryWrite(copy)) return true;
            copy.Return();
            share.Give(message.Length);
        }

        if (isComplete) return false;
        Drops.LiveSocket();
        Detach(TooSlow);
        return false;
    }

    /// <summary>Drops the messages that wait for this socket and closes it with this code.</summary>
    public void Detach(WebSocketCloseStatus code)
    {
        closing = code;
        isDetached = true;
        Complete();
    }

    public bool IsDetached => isDetached;

    /// <summary>Accepts no more messages; those in the queue are still written.</summary>
    /// <param name="moved">The session moves to another owner.</param>
    public void Complete(bool moved = false)
    {
        if (moved && !isComplete) closing = Moved;
        isComplete = true;
        queue.Writer.TryComplete();
    }

    /// <summary>Writes until completed, then sends a Close frame.</summary>
    public async Task Write(CancellationToken ct)
    {
        // Only a wait without a token allocates nothing.
        await using var canceled = ct.UnsafeRegister(static attachment => ((LiveAttachment)attachment!).Complete(), this);
        try
        {
            while (!isDetached && await queue.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (!isDetached && queue.Reader.TryRead(out var message))
                {
                    try
                    {
                        await socket.SendOrAbort(message.Bytes, message.IsMark ? WebSocketMessageType.Binary
                            : WebSocketMessageType.Text, endOfMessage: true, ct);
                    }
                    finally
                    {
                        share.Give(message.Length);
                        message.Return();
                    }
                }
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(CloseSlow);
            await socket.CloseOutputAsync(closing, null, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException
            or InvalidOperationException)
        {
            socket.Abort(); // the API closed, or the session has ended
        }
        finally
        {
            Complete();
            while (queue.Reader.TryRead(out var left)) left.Return();
        }
    }
}
