using System.Threading.Channels;

namespace Realtime.EventLog;

/// <summary>Wakes one background loop. However often it is set while the loop works, the loop wakes once more.</summary>
public sealed class Signal
{
    readonly Channel<bool> set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Never blocks.</summary>
    public void Set() => set.Writer.TryWrite(true);

    public async Task Wait(CancellationToken ct) => await set.Reader.ReadAsync(ct);

    /// <summary>Waits until it is set, or until the next poll of the caller is due.</summary>
    public async Task Wait(TimeSpan poll, TimeProvider time, CancellationToken ct)
    {
        // A timer of its own could ring while this returns, and would cancel what is disposed: on a thread where nobody catches that.
        using var due = new CancellationTokenSource(poll, time);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(ct, due.Token);
        try
        {
            await Wait(wait.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The poll is due.
        }
    }
}
