using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Realtime.Client.Live;

/// <summary>Messages that wait for the reader: so many bytes, or one message.</summary>
sealed class LiveQueue(int mostBytes)
{
    readonly Channel<(LiveMessage Message, int Bytes)> waiting =
        Channel.CreateUnbounded<(LiveMessage, int)>(new() { SingleReader = true, SingleWriter = true });
    readonly Channel<bool> taken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    long bytes;

    /// <summary>Waits for room first.</summary>
    public async ValueTask Add(LiveMessage message, int size, CancellationToken ct)
    {
        while (Interlocked.Read(ref bytes) is > 0 and var now && now + size > mostBytes) await taken.Reader.ReadAsync(ct);
        Interlocked.Add(ref bytes, size);
        waiting.Writer.TryWrite((message, size));
    }

    /// <summary>No more messages come; the reader gets those that wait, and then the failure, if there is one.</summary>
    public void Complete(Exception? failure = null) => waiting.Writer.TryComplete(failure);

    public async IAsyncEnumerable<LiveMessage> Read([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (message, size) in waiting.Reader.ReadAllAsync(ct))
        {
            Interlocked.Add(ref bytes, -size);
            taken.Writer.TryWrite(true);
            yield return message;
        }
    }
}
