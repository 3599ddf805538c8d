using System.Threading.Channels;
using Realtime.Sessions.Machine;
using Realtime.Worker.Buffers;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The one queue of a session. It is bounded, in inputs and in bytes: upstream's reader waits while it is full, and TCP makes upstream wait
/// in turn.
/// </summary>
sealed class SessionMailbox(BufferShare share)
{
    const int Capacity = 1_024;

    readonly Channel<Letter> channel = Channel.CreateBounded<Letter>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Waits for room; gives up silently once the session is over.</summary>
    /// <param name="bytes">What the input holds, about; 0 for what holds nothing worth counting.</param>
    /// <param name="at">When it happened, a timestamp; 0 where nobody asks.</param>
    public ValueTask Post(Input input, CancellationToken over, int bytes = 0, long at = 0) =>
        Post(new Letter(input, null, bytes, at), over);

    /// <summary>A live socket joined here: when everything before is on the record, it is told up to which version.</summary>
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
            // The session is over: nobody reads any more.
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

/// <summary>An input, or a live socket that joined.</summary>
readonly record struct Letter(Input? Input, TaskCompletionSource<long>? Joined, int Bytes, long At);
