namespace Realtime.Chaos.Stack;

/// <summary>A place in the stack for one process at a time; after a kill or a stop the next process takes it.</summary>
/// <param name="survives">True when the run never kills or stops it, so that what it holds early and late in the run can be
/// compared.</param>
sealed class Slot(string name, bool survives, Func<Task<ServiceProcess>> start, RunClock clock, ChaosOptions options)
{
    const int Attempts = 8;
    readonly List<SlotProcess> processes = [];
    volatile SlotProcess? running;

    public string Name => name;
    public bool Survives => survives;

    /// <summary>The process that runs now; null while none does.</summary>
    public SlotProcess? Running => running;

    public IReadOnlyList<SlotProcess> Processes
    {
        get { lock (processes) return [.. processes]; }
    }

    /// <summary>The number of starts that failed, because the database was down.</summary>
    public int FailedStarts { get; private set; }

    public async Task Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var next = new SlotProcess(name, await start(), clock.Now);
                lock (processes) processes.Add(next);
                running = next;
                return;
            }
            catch (InvalidOperationException e) when (attempt < Attempts)
            {
                FailedStarts++;
                options.Say($"{name} did not start, trying again: {e.Message.Split('\n')[0]}");
                if (options.LogFolder is { } folder)
                    await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-failed-{FailedStarts}.log"), e.Message);
            }
        }
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        var dying = Leave();
        dying.Killed = clock.Now;
        await dying.Process.Kill();
        await Bury(dying);
    }

    /// <summary>Sends SIGTERM; returns how long the process took to exit.</summary>
    public async Task<TimeSpan> Stop()
    {
        var dying = Leave();
        var told = clock.Now;
        dying.Stopped = told;
        await dying.Process.Stop();
        var took = clock.Now - told;
        await Bury(dying);
        return took;
    }

    /// <summary>Pauses the process with SIGSTOP for this time.</summary>
    public async Task Pause(TimeSpan time)
    {
        if (running is not { } paused) return;
        var from = clock.Now;
        await paused.Process.Pause();
        try
        {
            await Task.Delay(time);
        }
        finally
        {
            await paused.Process.Resume();
            paused.Paused(from, clock.Now);
        }
    }

    SlotProcess Leave()
    {
        var dying = running ?? throw new InvalidOperationException($"{name} does not run.");
        running = null;
        return dying;
    }

    /// <summary>Writes the output of a dead process to the log folder, if there is one, and disposes the process.</summary>
    public async Task Bury(SlotProcess dead)
    {
        if (options.LogFolder is { } folder)
            await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}-{dead.Began.TotalSeconds:0000}-{dead.Address.Port}.log"),
                dead.Process.Lines);
        await dead.Process.DisposeAsync();
    }
}
