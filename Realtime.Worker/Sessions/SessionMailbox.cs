using System.Threading.Channels;
using Realtime.Worker.Buffers;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The one queue of a session. It is bounded, in inputs and in bytes: upstream's reader waits while it is full, and TCP makes upstream wait in turn.
/// </summary>
sealed class SessionMailbox(BufferShare share)
{
    const int Capacity = 1_024;

    readonly Channel<SessionInput> channel = Channel.CreateBounded<SessionInput>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Waits for room; gives up silently once the session is over.</summary>
    public async ValueTask Post(SessionInput input, CancellationToken over)
    {
        try
        {
            if (input.Bytes > 0) await share.Room(over);
            share.Add(input.Bytes);
            await channel.Writer.WriteAsync(input, over);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // Over: nobody reads any more.
        }
    }

    public async ValueTask<SessionInput> Next(CancellationToken ct)
    {
        var input = await channel.Reader.ReadAsync(ct);
        share.Give(input.Bytes);
        return input;
    }

    public bool TryNext(out SessionInput? input)
    {
        if (!channel.Reader.TryRead(out input)) return false;
        share.Give(input.Bytes);
        return true;
    }

    public ValueTask<bool> WaitForNext(CancellationToken ct) => channel.Reader.WaitToReadAsync(ct);

    public void Close() => channel.Writer.TryComplete();
}
