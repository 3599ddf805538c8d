namespace Realtime.Worker.Buffers;

/// <summary>
/// The bytes that the buffers of all sessions of this process may hold together, beyond the <see cref="BufferShare.Own"/> of each.
/// </summary>
sealed class BufferBudget(long most)
{
    readonly Lock gate = new();
    TaskCompletionSource? freed;
    long held;

    public long Held
    {
        get { lock (gate) return held; }
    }

    public bool IsOver => Held > most;

    /// <summary>Completes when bytes are given back.</summary>
    public Task Freed
    {
        get { lock (gate) return (freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task; }
    }

    /// <summary>A lone request always fits, so that nothing waits for ever.</summary>
    public bool TryTake(long bytes)
    {
        lock (gate)
        {
            if (held > 0 && held + bytes > most) return false;
            held += bytes;
            return true;
        }
    }

    /// <summary>Counts bytes that are in memory already; the caller reads nothing more while <see cref="IsOver"/>.</summary>
    public void Add(long bytes)
    {
        lock (gate) held += bytes;
    }

    public void Give(long bytes)
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            held -= bytes;
            (waiting, freed) = (freed, null);
        }

        waiting?.TrySetResult();
    }
}
