namespace Realtime.Fleet;

/// <summary>
/// A clock that stands still while code runs, and jumps to the next thing that is due. Everything runs on one thread and in one order, so
/// that a seed fixes the whole run.
/// </summary>
sealed class VirtualTime : TimeProvider
{
    readonly PriorityQueue<Action, (long At, long Order)> agenda = new();
    Exception? broken;
    long now, order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Now => new(now);

    public override long GetTimestamp() => now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Now;

    public void After(TimeSpan pause, Action act) => agenda.Enqueue(act, (now + Math.Max(0, pause.Ticks), order++));

    public Task Delay(TimeSpan pause)
    {
        var over = new TaskCompletionSource();
        After(pause, over.SetResult);
        return over.Task;
    }

    /// <summary>Starts something that runs by itself. It may end because its process is gone; any other failure ends the run.</summary>
    public void Spawn(Func<Task> process) => After(TimeSpan.Zero, () => _ = Guarded(process));

    /// <summary>True if the task completed in time. It goes on in any case.</summary>
    public async Task<bool> IsDone(Task task, TimeSpan patience)
    {
        if (task.IsCompleted) return true;
        var first = new TaskCompletionSource<bool>();
        After(patience, () => first.TrySetResult(false));
        _ = Watch(task, first);
        return await first.Task;
    }

    static async Task Watch(Task task, TaskCompletionSource<bool> first)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
            // Whoever waits in time awaits the task itself.
        }

        first.TrySetResult(true);
    }

    /// <summary>Runs what is due until a moment.</summary>
    public void RunUntil(TimeSpan moment)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new OneThread(this));
        try
        {
            while (broken is null && agenda.TryPeek(out _, out var next) && next.At <= moment.Ticks)
            {
                now = next.At;
                agenda.Dequeue()();
            }

            if (broken is not null) throw new InvalidOperationException($"The simulation broke at {Now}.", broken);
            now = moment.Ticks;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    async Task Guarded(Func<Task> process)
    {
        try
        {
            await process();
        }
        catch (ProcessGoneException)
        {
            // A killed process does nothing more.
        }
        catch (Exception e)
        {
            broken ??= e;
        }
    }
}

/// <summary>Keeps everything on the thread that runs the agenda, however deep its stack is.</summary>
file sealed class OneThread(VirtualTime time) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => time.After(TimeSpan.Zero, () => d(state));
}

/// <summary>The process that ran this was killed or has exited.</summary>
sealed class ProcessGoneException : Exception;
