using System.Threading.Channels;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The one queue of a session. It is bounded: upstream's reader waits while it is full, and TCP makes upstream wait in turn.
/// </summary>
sealed class SessionMailbox
{
    const int Capacity = 1_024;

    readonly Channel<SessionInput> channel = Channel.CreateBounded<SessionInput>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    /// <summary>Waits for room; gives up silently once the session is over.</summary>
    public async ValueTask Post(SessionInput input, CancellationToken over)
    {
        try
        {
            await channel.Writer.WriteAsync(input, over);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // Over: nobody reads any more.
        }
    }

    public ValueTask<SessionInput> Next(CancellationToken ct) => channel.Reader.ReadAsync(ct);

    public bool TryNext(out SessionInput? input) => channel.Reader.TryRead(out input);

    public ValueTask<bool> WaitForNext(CancellationToken ct) => channel.Reader.WaitToReadAsync(ct);

    public void Close() => channel.Writer.TryComplete();
}
