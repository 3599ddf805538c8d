using System.Threading.Channels;
using Realtime.Sessions.Machine;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;
using Realtime.Worker.Telemetry;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The messages that wait for the model, and the loop that writes them: a stalled write delays neither the model's messages nor the end.
/// Audio is best effort: beyond its bound the newest frame is dropped and counted.
/// </summary>
/// <param name="audioFrames">The most frames that wait while a transport accepts messages.</param>
/// <param name="waitingAudioBytes">The most bytes of audio that wait while no transport does.</param>
/// <param name="share">Counts the bytes that wait here.</param>
sealed class SendQueue(int audioFrames, int waitingAudioBytes, BufferShare share)
{
    /// <summary>Never reached, as the share counts at least <see cref="Least"/> bytes for each message.</summary>
    const int MostMessages = 4 * 1024 * 1024;
    const int Least = 512;

    // The sender of a message writes it if no other is being written, so that a frame needs no other thread.
    readonly Channel<Message> channel = Channel.CreateBounded<Message>(
        new BoundedChannelOptions(MostMessages) { SingleReader = true, AllowSynchronousContinuations = true });
    int audioWaiting, closed;
    long audioBytes, dropped;
    volatile bool keepsUp;

    public long Dropped => Interlocked.Read(ref dropped);

    bool IsClosed => Volatile.Read(ref closed) != 0;

    /// <param name="command">The command, if Run must report that the message was written.</param>
    public bool TrySend(ReadOnlyMemory<byte> message, UpstreamCommand? command = null)
    {
        if (IsClosed) return false;
        var sent = new Message(message, default, command, IsAudio: false);
        share.Add(sent.Held);
        if (channel.Writer.TryWrite(sent)) return true;
        share.Give(sent.Held);
        return false;
    }

    /// <summary>Waits while it holds too many bytes; senders call it before they read the next message.</summary>
    public ValueTask Room(CancellationToken ct) => share.Room(ct);

    /// <summary>Waits for room; after the close the message is dropped.</summary>
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
        var (frames, bytes) = (Interlocked.Increment(ref audioWaiting), Interlocked.Add(ref audioBytes, message.Held));
        if ((keepsUp ? frames <= audioFrames : bytes <= waitingAudioBytes) && !share.IsOver)
        {
            share.Add(message.Held);
            if (channel.Writer.TryWrite(message)) return true;
            share.Give(message.Held);
        }

        TakeAudio(message);
        if (IsClosed) return false;
        Interlocked.Increment(ref dropped);
        Drops.Frame();
        return false;
    }

    /// <summary>Accepts no more messages, and does not send those that wait.</summary>
    public void Close()
    {
        Volatile.Write(ref closed, 1);
        channel.Writer.TryComplete();
    }

    /// <summary>Returns the memory of unsent messages, once the writing loop has ended.</summary>
    public void Discard()
    {
        Close();
        while (channel.Reader.TryRead(out var left)) Done(left);
    }

    /// <summary>Writes until closed, or until paused between two messages; reports the commands that were written.</summary>
    /// <exception cref="UpstreamException">A write failed.</exception>
    public async Task Run(UpstreamTransport transport, Func<UpstreamCommand, ValueTask> written, CancellationToken pause,
        CancellationToken ct)
    {
        // Only a wait without a token allocates nothing, so an empty message ends it.
        using var paused = pause.UnsafeRegister(static queue => ((SendQueue)queue!).channel.Writer.TryWrite(default), this);
        keepsUp = Volatile.Read(ref audioWaiting) <= audioFrames;
        try
        {
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (!IsClosed && !pause.IsCancellationRequested && channel.Reader.TryRead(out var message))
                {
                    if (message.Bytes.IsEmpty) continue;
                    if (message.IsAudio) keepsUp = TakeAudio(message) <= audioFrames || keepsUp;
                    try
                    {
                        await transport.Send(message.Bytes, ct);
                    }
                    finally
                    {
                        Done(message);
                    }

                    if (message.Command is not null) await written(message.Command);
                }

                if (IsClosed || pause.IsCancellationRequested) return;
            }
        }
        finally
        {
            keepsUp = false;
        }
    }

    int TakeAudio(Message message)
    {
        Interlocked.Add(ref audioBytes, -message.Held);
        return Interlocked.Decrement(ref audioWaiting);
    }

    void Done(Message message)
    {
        share.Give(message.Held);
        if (message.Pooled.Rented is not null) message.Pooled.Return();
    }

    readonly record struct Message(ReadOnlyMemory<byte> Bytes, PooledMessage Pooled, UpstreamCommand? Command, bool IsAudio)
    {
        /// <summary>The memory that it holds, in bytes.</summary>
        public int Held => Math.Max(Least, Pooled.Rented?.Length ?? Bytes.Length);
    }
}
