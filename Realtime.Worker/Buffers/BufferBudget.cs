namespace Realtime.Worker.Buffers;

/// <summary>What the buffers of all sessions of this process may hold together, in bytes, beyond the <see cref="BufferShare.Own"/> of each.</summary>
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

    /// <summary>Completes when something is given back.</summary>
    public Task Freed
    {
        get { lock (gate) return (freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task; }
    }

    /// <summary>What is alone always fits: nothing waits for ever.</summary>
    public bool TryTake(long bytes)
    {
        lock (gate)
        {
            if (held > 0 && held + bytes > most) return false;
            held += bytes;
            return true;
        }
    }

    /// <summary>Of what is in memory already; whoever adds reads nothing more while <see cref="IsOver"/>.</summary>
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
