using System.Threading.Channels;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// What waits to be written to upstream, written by a loop of its own: a stalled write holds up neither what upstream says nor the end.
/// Audio is best effort: beyond its bound the newest frame is dropped and counted.
/// </summary>
sealed class Outbox(int audioFrames)
{
    /// <summary>Texts, answers and commands; far above what the log lets wait (64 texts), so that it never fills in order.</summary>
    const int OtherMessages = 1_024;

    readonly Channel<Message> channel = Channel.CreateBounded<Message>(new BoundedChannelOptions(audioFrames + OtherMessages) { SingleReader = true });
    int audioWaiting;
    long dropped;
    int closed;

    public long Dropped => Interlocked.Read(ref dropped);

    public bool TrySend(ReadOnlyMemory<byte> message, string? inputId = null) =>
        Volatile.Read(ref closed) == 0 && channel.Writer.TryWrite(new Message(message, inputId, IsAudio: false));

    public bool TrySendAudio(ReadOnlyMemory<byte> message)
    {
        if (Volatile.Read(ref closed) != 0) return false;
        if (Interlocked.Increment(ref audioWaiting) <= audioFrames && channel.Writer.TryWrite(new Message(message, null, IsAudio: true))) return true;
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

    /// <summary>Writes until closed; tells each text that upstream took.</summary>
    /// <exception cref="UpstreamException">A write failed: the session ends.</exception>
    public async Task Run(UpstreamTransport transport, Func<string, ValueTask> written, CancellationToken ct)
    {
        while (await channel.Reader.WaitToReadAsync(ct))
        {
            while (Volatile.Read(ref closed) == 0 && channel.Reader.TryRead(out var message))
            {
                if (message.IsAudio) Interlocked.Decrement(ref audioWaiting);
                await transport.Send(message.Bytes, ct);
                if (message.InputId is not null) await written(message.InputId);
            }

            if (Volatile.Read(ref closed) != 0) return;
        }
    }

    readonly record struct Message(ReadOnlyMemory<byte> Bytes, string? InputId, bool IsAudio);
}
