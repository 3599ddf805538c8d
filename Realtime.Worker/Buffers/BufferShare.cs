namespace Realtime.Worker.Buffers;

/// <summary>
/// The bytes that one queue or buffer holds, up to a bound of its own. The first <see cref="Own"/> are reserved for it, so that a session
/// of usual size never waits for a large one; the rest comes out of the budget that all share.
/// </summary>
sealed class BufferShare(BufferBudget all, long most) : IDisposable
{
    public const int Own = 256 * 1024;

    readonly Lock gate = new();
    TaskCompletionSource? freed;
    long held;
    bool disposed;

    public long Held
    {
        get { lock (gate) return held; }
    }

    /// <summary>True while nothing more may be read for it.</summary>
    public bool IsOver => Held is var now && (now > most || now > Own && all.IsOver);

    /// <summary>False if it has no room. A lone message always fits.</summary>
    public bool TryAdd(long bytes)
    {
        lock (gate)
        {
            if (disposed) return true;
            if (held > 0 && held + bytes > most) return false;
            var shared = Shared(held + bytes) - Shared(held);
            if (shared > 0 && !all.TryTake(shared)) return false;
            held += bytes;
            return true;
        }
    }

    /// <summary>Counts bytes that are in memory already.</summary>
    public void Add(long bytes)
    {
        lock (gate)
        {
            if (disposed) return;
            all.Add(Shared(held + bytes) - Shared(held));
            held += bytes;
        }
    }

    public void Give(long bytes)
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            if (disposed) return;
            var shared = Shared(held) - Shared(held - bytes);
            held -= bytes;
            if (shared > 0) all.Give(shared);
            (waiting, freed) = (freed, null);
        }

        waiting?.TrySetResult();
    }

    /// <summary>Waits until it has room for so many bytes.</summary>
    public async ValueTask Take(long bytes, CancellationToken ct)
    {
        while (true)
        {
            var (mine, shared) = (Freed(), all.Freed);
            if (TryAdd(bytes)) return;
            await Task.WhenAny(mine, shared).WaitAsync(ct);
        }
    }

    /// <summary>Waits while <see cref="IsOver"/>.</summary>
    public async ValueTask Room(CancellationToken ct)
    {
        while (IsOver)
        {
            var (mine, shared) = (Freed(), all.Freed);
            if (!IsOver) return;
            await Task.WhenAny(mine, shared).WaitAsync(ct);
        }
    }

    Task Freed()
    {
        lock (gate) return (freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    static long Shared(long held) => Math.Max(0, held - Own);

    /// <summary>Gives back all that it holds; later calls count nothing.</summary>
    public void Dispose()
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            if (disposed) return;
            disposed = true;
            if (Shared(held) is var shared and > 0) all.Give(shared);
            (held, waiting, freed) = (0, freed, null);
        }

        waiting?.TrySetResult();
    }
}
