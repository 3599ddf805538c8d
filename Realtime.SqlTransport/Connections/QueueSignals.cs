using System.Collections.Concurrent;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>
/// Wakes the receivers of this process. A signal without a waiter is kept for the next one; several such signals count as one.
/// </summary>
sealed class QueueSignals : IDisposable
{
    readonly ConcurrentDictionary<long, SemaphoreSlim> waiting = new();

    public Task WaitAsync(long queueId, TimeSpan timeout, CancellationToken cancellation) =>
        waiting.GetOrAdd(queueId, _ => new SemaphoreSlim(0, 1)).WaitAsync(timeout, cancellation);

    public void Set(long queueId)
    {
        if (waiting.TryGetValue(queueId, out var signal))
            Set(signal);
    }

    public void SetAll()
    {
        foreach (var signal in waiting.Values)
            Set(signal);
    }

    public void Dispose()
    {
        foreach (var signal in waiting.Values)
            signal.Dispose();
    }

    static void Set(SemaphoreSlim signal)
    {
        lock (signal)
        {
            if (signal.CurrentCount == 0)
                signal.Release();
        }
    }
}
