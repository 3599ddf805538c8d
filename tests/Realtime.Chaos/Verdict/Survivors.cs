using Realtime.Chaos.Stack;
using Realtime.Testing.Client;

namespace Realtime.Chaos.Verdict;

/// <summary>The processes that the run never kills: what they hold early in the run, late in the run, and after it.</summary>
sealed class Survivors(ChaosStack stack, ChaosOptions options) : IAsyncDisposable
{
    /// <summary>The growth that the runtime alone can explain.</summary>
    const double MostGrowth = 1.5, MostMegabytes = 64;
    const int MostFiles = 32, MostThreads = 24, MostTimers = 32; // the bus and the connection pools keep some after their first use
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), QuietPatience = TimeSpan.FromSeconds(30);

    /// <summary>Memory is checked only in runs of at least this length: before that the runtime's heap still grows.</summary>
    static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(5);

    readonly RunClock clock = new();
    readonly CancellationTokenSource stop = new();
    readonly Dictionary<Slot, List<Vitals>> samples = stack.Workers.Concat(stack.Apis).Where(slot => slot.Survives)
        .ToDictionary(slot => slot, _ => new List<Vitals>());
    Task sampling = Task.CompletedTask;
    Remains? early;

    public IReadOnlyList<Held> Held { get; private set; } = [];

    Slot Worker => stack.Workers.Single(slot => slot.Survives);

    public async Task Begin()
    {
        early = await RemainsOf(Worker);
        if (Vitals.CanBeRead) sampling = Sample();
    }

    async Task Sample()
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                foreach (var (slot, taken) in samples) taken.Add(Vitals.Of(slot.Running!));
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    /// <summary>Stops sampling: the load is over.</summary>
    public async Task EndOfLoad()
    {
        await stop.CancelAsync();
        await sampling;
    }

    public async Task Judge(Findings findings)
    {
        var held = new List<Held>();
        var left = await WhenQuiet();
        foreach (var (slot, taken) in samples.Where(sample => sample.Value.Count >= 10))
        {
            // Skip the first tenth: the process is still warming up.
            var (warm, late) = (taken[(taken.Count / 10)..(taken.Count * 3 / 10 + 1)], taken[(taken.Count * 8 / 10)..]);
            held.Add(new Held(slot.Name, "MiB", warm.Average(v => v.Megabytes), late.Average(v => v.Megabytes)));
            held.Add(new Held(slot.Name, "files", warm.Average(v => v.Files), late.Average(v => v.Files)));
            held.Add(new Held(slot.Name, "threads", warm.Average(v => v.Threads), late.Average(v => v.Threads)));
            var (files, threads) = (warm.Max(v => v.Files) + MostFiles, warm.Max(v => v.Threads) + MostThreads);
            var quiet = await WhenQuiet(slot, files, threads);
            Bound(slot, "files and sockets after the load", files, quiet.Files);
            Bound(slot, "threads", threads, quiet.Threads);
            if (clock.Now > LongEnough)
                Bound(slot, "MiB", warm.Average(v => v.Megabytes) * MostGrowth + MostMegabytes, late.Average(v => v.Megabytes));
        }

        if (left is not null)
        {
            held.Add(new Held(Worker.Name, "timers", early!.Timers, left.Timers));
            if (HoldsTooMuch(left))
                findings.Add($"{Worker.Name} leaks: it holds {left} although no session is live; before the load it held {early}.");
        }

        Held = held;

        void Bound(Slot slot, string what, double most, double now)
        {
            if (now > most)
                findings.Add($"{slot.Name} leaks: {now:0} {what}, where at most {most:0} are expected from what it held early.");
        }
    }

    async Task<Remains?> WhenQuiet()
    {
        Remains? last = null;
        var watch = new RunClock();
        while (watch.Now < QuietPatience && (last is null || HoldsTooMuch(last)))
        {
            last = await RemainsOf(Worker);
            await Task.Delay(500);
        }

        return last;
    }

    /// <summary>Waits a while: a connection that has just closed, or an idle thread, takes some time to disappear.</summary>
    static async Task<Vitals> WhenQuiet(Slot slot, int files, int threads)
    {
        var watch = new RunClock();
        Vitals held;
        while (((held = Vitals.Of(slot.Running!)).Files > files || held.Threads > threads) && watch.Now < QuietPatience)
            await Task.Delay(500);
        return held;
    }

    bool HoldsTooMuch(Remains now) => now is not { Sessions: 0, Reachable: 0 } || now.Timers > early!.Timers + MostTimers;

    async Task<Remains> RemainsOf(Slot worker)
    {
        var remains = await Remains.Of(worker.Running!.Address, stack.Database.ConnectionString);
        options.Say($"{worker.Name}: {remains}");
        return remains;
    }

    public async ValueTask DisposeAsync()
    {
        await EndOfLoad();
        stop.Dispose();
    }
}
