using System.Net.WebSockets;
using System.Threading.Channels;
using Realtime.Worker.Buffers;

namespace Realtime.Worker.Live;

/// <summary>
/// One live socket's way from this session: a bounded queue and a loop that writes it. One that takes too little is detached rather than
/// allowed to stall the model or its other listeners; it may come back and read what it missed from the log.
/// </summary>
/// <param name="share">What may wait for it, in bytes.</param>
sealed class LiveAttachment(WebSocket socket, BufferShare share)
{
    const int MostMessages = 2_048;

    /// <summary>Tells the API, and it its client, why.</summary>
    public const WebSocketCloseStatus TooSlow = (WebSocketCloseStatus)4429;

    /// <summary>Tells the API that the session goes on with another owner.</summary>
    const WebSocketCloseStatus Moved = (WebSocketCloseStatus)4301;
    static readonly TimeSpan CloseSlow = TimeSpan.FromSeconds(1);

    // The session's reader writes to the socket itself, where nothing else is being written; it never waits for it.
    readonly Channel<PooledMessage> queue = Channel.CreateBounded<PooledMessage>(
        new BoundedChannelOptions(MostMessages) { SingleReader = true, AllowSynchronousContinuations = true });
    volatile bool isDriver, isDetached, isComplete;
    WebSocketCloseStatus closing = WebSocketCloseStatus.NormalClosure;

    /// <summary>Whether what its client says goes to the model; told by <see cref="LiveAttachments"/>.</summary>
    public bool IsDriver
    {
        get => isDriver;
        set => isDriver = value;
    }

    /// <summary>The place of its driving among all changes of driver; told by <see cref="LiveAttachments"/>.</summary>
    public long Turn { get; set; }

    /// <summary>Another socket drives from here on.</summary>
    public void Listen() => isDriver = false;

    /// <summary>False when the queue is full: the attachment is closed.</summary>
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

        if (!isComplete) Detach(TooSlow);
        return false;
    }

    /// <summary>This socket asked too much: what waits for it is dropped, and it is closed with this code.</summary>
    public void Detach(WebSocketCloseStatus code)
    {
        closing = code;
        isDetached = true;
        Complete();
    }

    public bool IsDetached => isDetached;

    /// <summary>Nothing more will be queued; what is there is still written.</summary>
    /// <param name="moved">The session goes on elsewhere.</param>
    public void Complete(bool moved = false)
    {
        if (moved && !isComplete) closing = Moved;
        isComplete = true;
        queue.Writer.TryComplete();
    }

    /// <summary>Writes until completed, then closes its side.</summary>
    public async Task Write(CancellationToken ct)
    {
        // A wait that has no token is the only one that allocates nothing.
        await using var canceled = ct.UnsafeRegister(static attachment => ((LiveAttachment)attachment!).Complete(), this);
        try
        {
            while (!isDetached && await queue.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (!isDetached && queue.Reader.TryRead(out var message))
                {
                    try
                    {
                        await socket.SendAsync(message.Bytes, message.IsMark ? WebSocketMessageType.Binary
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
            socket.Abort(); // the API closed, or the session is over
        }
        finally
        {
            Complete();
            while (queue.Reader.TryRead(out var left)) left.Return();
        }
    }
}
