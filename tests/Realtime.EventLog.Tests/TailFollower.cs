using Realtime.Testing.Log;

namespace Realtime.EventLog.Tests;

/// <summary>Reads a conversation as a client does, and keeps what it read.</summary>
sealed class TailFollower : IAsyncDisposable
{
    readonly CancellationTokenSource patience = Patience.Source();
    readonly IAsyncEnumerator<IReadOnlyList<LoggedEvent>> batches;

    public TailFollower(Node node, string conversation, long after = 0) =>
        batches = node.Tail.Follow(conversation, after, patience.Token).GetAsyncEnumerator();

    public List<LoggedEvent> Events { get; } = [];
    public int LargestBatch { get; private set; }
    public IEnumerable<long> Versions => Events.Select(e => e.Version);

    public async Task<TailFollower> ReadTo(long version)
    {
        while (Events.Count == 0 || Events[^1].Version < version)
        {
            Assert.True(await batches.MoveNextAsync());
            Assert.NotEmpty(batches.Current);
            LargestBatch = Math.Max(LargestBatch, batches.Current.Count);
            Events.AddRange(batches.Current);
        }

        return this;
    }

    public void AssertRead(long from, long to) =>
        Assert.Equal(Enumerable.Range((int)from, (int)(to - from + 1)).Select(v => (long)v), Versions);

    public async ValueTask DisposeAsync()
    {
        await batches.DisposeAsync();
        patience.Dispose();
    }
}
