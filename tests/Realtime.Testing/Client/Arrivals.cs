using System.Threading.Channels;

namespace Realtime.Testing.Client;

/// <summary>What arrives at a client, in order. The connection's receive loop adds items; a test reads them.</summary>
/// <param name="describe">Describes what was read, for the message of a failure.</param>
public sealed class Arrivals<T>(Func<IReadOnlyList<T>, string> describe)
{
    readonly Channel<T> arrived = Channel.CreateUnbounded<T>();
    readonly List<T> seen = [];

    /// <summary>The items that <see cref="Until"/> and <see cref="Rest"/> have read so far.</summary>
    public IReadOnlyList<T> Seen => seen;

    public void Add(T item) => arrived.Writer.TryWrite(item);

    /// <summary>Marks the end. <see cref="Rest"/> throws the reason, if there is one.</summary>
    public void Complete(Exception? reason = null) => arrived.Writer.TryComplete(reason);

    /// <summary>Reads up to and including the first item that matches.</summary>
    /// <exception cref="TimeoutException">No item matched. The message lists the items that were read.</exception>
    public async Task<T> Until(Func<T, bool> isIt, string what)
    {
        using var patience = Patience.Source();
        try
        {
            while (true)
            {
                var item = await arrived.Reader.ReadAsync(patience.Token);
                seen.Add(item);
                if (isIt(item)) return item;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"No {what} arrived. Read so far: {describe(seen)}", e.InnerException ?? e);
        }
    }

    /// <summary>Reads to the end; throws the reason of the end, if there is one.</summary>
    public async Task Rest()
    {
        using var patience = Patience.Source();
        await foreach (var item in arrived.Reader.ReadAllAsync(patience.Token)) seen.Add(item);
    }
}
