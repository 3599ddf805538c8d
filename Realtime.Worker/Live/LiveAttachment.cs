using System.Net.WebSockets;
using System.Threading.Channels;

namespace Realtime.Worker.Live;

/// <summary>
/// One live socket's way from this session: a bounded queue and a loop that writes it. One that takes too little is detached rather than
/// allowed to stall the model or its other listeners; it may come back and read what it missed from the log.
/// </summary>
sealed class LiveAttachment(WebSocket socket)
{
    const int MostMessages = 2_048;
    const int MostBytes = 8 * 1024 * 1024;
    static readonly TimeSpan CloseSlow = TimeSpan.FromSeconds(1);

    readonly Channel<PooledMessage> queue = Channel.CreateBounded<PooledMessage>(new BoundedChannelOptions(MostMessages) { SingleReader = true });
    int waitingBytes;

    /// <summary>Whether what its client says goes to the model; told by <see cref="LiveAttachments"/>.</summary>
    public bool IsDriver { get; set; }

    /// <summary>False when the queue is full: the attachment is closed.</summary>
    public bool TryQueue(ReadOnlySpan<byte> message)
    {
        if (Interlocked.Add(ref waitingBytes, message.Length) <= MostBytes)
        {
            var copy = PooledMessage.Copy(message);
            if (queue.Writer.TryWrite(copy)) return true;
            copy.Return();
        }

        Complete();
        return false;
    }

    /// <summary>Nothing more will be queued; what is there is still written.</summary>
    public void Complete() => queue.Writer.TryComplete();

    /// <summary>Writes until completed, then closes its side.</summary>
    public async Task Write(CancellationToken ct)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(ct))
            {
                while (queue.Reader.TryRead(out var message))
                {
                    Interlocked.Add(ref waitingBytes, -message.Length);
                    try
                    {
                        await socket.SendAsync(message.Bytes, WebSocketMessageType.Text, endOfMessage: true, ct);
                    }
                    finally
                    {
                        message.Return();
                    }
                }
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(CloseSlow);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort(); // the API went, or the session is over
        }
        finally
        {
            Complete();
            while (queue.Reader.TryRead(out var left)) left.Return();
        }
    }
}
