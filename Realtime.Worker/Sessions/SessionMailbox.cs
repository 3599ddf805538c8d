using System.Threading.Channels;
using Realtime.Sessions.Machine;
using Realtime.Worker.Buffers;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The one queue of inputs of a session, bounded in inputs and in bytes: while it is full, upstream's reader waits, and TCP makes upstream
/// wait in turn.
/// </summary>
sealed class SessionMailbox(BufferShare share)
{
    const int Capacity = 1_024;

    readonly Channel<Letter> channel = Channel.CreateBounded<Letter>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Waits for room; returns without posting once the session has ended.</summary>
    /// <param name="bytes">The approximate size of the input; 0 for a small one.</param>
    /// <param name="at">The timestamp of the input's cause; 0 if it does not matter.</param>
    public ValueTask Post(Input input, CancellationToken over, int bytes = 0, long at = 0) =>
        Post(new Letter(input, null, bytes, at), over);

    /// <summary>Marks where a live socket attached: it gets the log's version once everything before is on the record.</summary>
    public ValueTask Post(TaskCompletionSource<long> joined, CancellationToken over) => Post(new Letter(null, joined, 0, 0), over);

    async ValueTask Post(Letter letter, CancellationToken over)
    {
        try
        {
            if (letter.Bytes > 0) await share.Room(over);
            share.Add(letter.Bytes);
            await channel.Writer.WriteAsync(letter, over);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The session has ended: nothing reads its inputs any more.
        }
    }

    public async ValueTask<Letter> Next(CancellationToken ct)
    {
        var letter = await channel.Reader.ReadAsync(ct);
        share.Give(letter.Bytes);
        return letter;
    }

    public void Close() => channel.Writer.TryComplete();
}

/// <summary>An input, or the mark of a live socket that attached.</summary>
readonly record struct Letter(Input? Input, TaskCompletionSource<long>? Joined, int Bytes, long At);
