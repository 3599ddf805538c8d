using System.Threading.Channels;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// What waits to be written to upstream, written by a loop of its own: a stalled write holds up neither what upstream says nor the end.
/// Audio is best effort: beyond its bound the newest frame is dropped and counted.
/// </summary>
/// <param name="share">What may wait here, in bytes.</param>
sealed class Outbox(int audioFrames, BufferShare share)
{
    /// <summary>Texts, answers and commands; far above what the log lets wait (64 texts), so that only a live driver ever waits for room.</summary>
    const int OtherMessages = 1_024;

    // Whoever brings a message writes it, where nothing else is being written: no thread has to be found for each frame.
    readonly Channel<Message> channel = Channel.CreateBounded<Message>(
        new BoundedChannelOptions(audioFrames + OtherMessages) { SingleReader = true, AllowSynchronousContinuations = true });
    int audioWaiting;
    long dropped;
    int closed;

    public long Dropped => Interlocked.Read(ref dropped);

    bool IsClosed => Volatile.Read(ref closed) != 0;

    public bool TrySend(ReadOnlyMemory<byte> message, string? inputId = null)
    {
        if (IsClosed) return false;
        share.Add(message.Length);
        if (channel.Writer.TryWrite(new Message(message, default, inputId, IsAudio: false))) return true;
        share.Give(message.Length);
        return false;
    }

    /// <summary>Waits while it holds more bytes than it may: whoever brings messages asks before it reads the next.</summary>
    public ValueTask Room(CancellationToken ct) => share.Room(ct);

    /// <summary>Waits for room; what comes too late for the session is let go.</summary>
    public async ValueTask Send(PooledMessage message, CancellationToken ct)
    {
        var sent = new Message(message.Bytes, message, null, IsAudio: false);
        share.Add(sent.Held);
        try
        {
            await channel.Writer.WriteAsync(sent, ct);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            Done(sent);
        }
    }

    public bool TrySendAudio(ReadOnlyMemory<byte> message) => TrySendAudio(new Message(message, default, null, IsAudio: true));

    public bool TrySendAudio(PooledMessage message)
    {
        if (TrySendAudio(new Message(message.Bytes, message, null, IsAudio: true))) return true;
        message.Return();
        return false;
    }

    bool TrySendAudio(Message message)
    {
        if (IsClosed) return false;
        if (Interlocked.Increment(ref audioWaiting) <= audioFrames && !share.IsOver)
        {
            share.Add(message.Held);
            if (channel.Writer.TryWrite(message)) return true;
            share.Give(message.Held);
        }

        Interlocked.Decrement(ref audioWaiting);
        Interlocked.Increment(ref dropped);
        return false;
    }

    /// <summary>Takes nothing more; what still waits is not sent.</summary>
    public void Close()
    {
        Volatile.Write(ref closed, 1);
        channel.Writer.TryComplete();
    }

    /// <summary>Gives back what was never sent, once nobody writes any more.</summary>
    public void Discard()
    {
        Close();
        while (channel.Reader.TryRead(out var left)) Done(left);
    }

    /// <summary>Writes until closed, or paused between two messages; tells each text that upstream took.</summary>
    /// <exception cref="UpstreamException">A write failed: the session ends.</exception>
    public async Task Run(UpstreamTransport transport, Func<string, ValueTask> written, CancellationToken pause, CancellationToken ct)
    {
        // A wait that has no token is the only one that allocates nothing: an empty message ends it.
        using var paused = pause.UnsafeRegister(static outbox => ((Outbox)outbox!).channel.Writer.TryWrite(default), this);
        while (await channel.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (!IsClosed && !pause.IsCancellationRequested && channel.Reader.TryRead(out var message))
            {
                if (message.Bytes.IsEmpty) continue;
                if (message.IsAudio) Interlocked.Decrement(ref audioWaiting);
                try
                {
                    await transport.Send(message.Bytes, ct);
                }
                finally
                {
                    Done(message);
                }

                if (message.InputId is not null) await written(message.InputId);
            }

            if (IsClosed || pause.IsCancellationRequested) return;
        }
    }

    void Done(Message message)
    {
        share.Give(message.Held);
        if (message.Pooled.Rented is not null) message.Pooled.Return();
    }

    readonly record struct Message(ReadOnlyMemory<byte> Bytes, PooledMessage Pooled, string? InputId, bool IsAudio)
    {
        /// <summary>What it takes, in bytes.</summary>
        public int Held => Pooled.Rented?.Length ?? Bytes.Length;
    }
}
