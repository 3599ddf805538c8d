using System.Threading.Channels;

namespace Realtime.Testing.Client;

/// <summary>What arrives at a client, in order. Whoever reads from the connection adds; a test reads on until what it waits for.</summary>
/// <param name="describe">Of what was read, for a failure's message.</param>
public sealed class Arrivals<T>(Func<IReadOnlyList<T>, string> describe)
{
    readonly Channel<T> arrived = Channel.CreateUnbounded<T>();
    readonly List<T> seen = [];

    /// <summary>What <see cref="Until"/> and <see cref="Rest"/> have passed so far.</summary>
    public IReadOnlyList<T> Seen => seen;

    public void Add(T item) => arrived.Writer.TryWrite(item);

    /// <summary>Nothing more comes, for this reason where there is one.</summary>
    public void Complete(Exception? reason = null) => arrived.Writer.TryComplete(reason);

    /// <summary>Reads on, up to and including the first such item.</summary>
    /// <exception cref="TimeoutException">None came; the message says what did.</exception>
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
            throw new TimeoutException($"No {what} came; read was: {describe(seen)}", e.InnerException ?? e);
        }
    }

    /// <summary>Reads on until nothing more comes; throws the reason of that.</summary>
    public async Task Rest()
    {
        using var patience = Patience.Source();
        await foreach (var item in arrived.Reader.ReadAllAsync(patience.Token)) seen.Add(item);
    }
}
