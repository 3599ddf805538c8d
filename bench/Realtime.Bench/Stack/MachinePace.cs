using System.Diagnostics;
using System.Security.Cryptography;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Stack;

/// <summary>
/// How fast the machine is before a benchmark: what it takes to compute, and to wake a sleeping thread. Where it is shared with others,
/// both change from minute to minute, and every latency with them.
/// </summary>
static class MachinePace
{
    const string Prefix = "machine.";
    const int Count = 200;

    public static bool IsOf(Figure figure) => figure.Name.StartsWith(Prefix, StringComparison.Ordinal);

    public static async Task Measure(BenchRun run, string benchmark)
    {
        run.Report.Tell($"{Prefix}{benchmark}.hash_of_1_MiB.p50", Hash().P50, "ms");
        run.Report.Tell($"{Prefix}{benchmark}.wake_of_a_thread.p50", (await Wakes()).P50 * 1_000, "us");
    }

    static Samples Hash()
    {
        var (bytes, times) = (new byte[1024 * 1024], new Samples());
        for (var i = 0; i < Count; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            SHA256.HashData(bytes);
            times.Add(Stopwatch.GetElapsedTime(begun));
        }

        return times;
    }

    /// <summary>From the signal until the thread that waits for it runs.</summary>
    static async Task<Samples> Wakes()
    {
        var times = new Samples();
        using var signal = new AutoResetEvent(false);
        using var woken = new SemaphoreSlim(0);
        var signalled = 0L;
        var sleeper = new Thread(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                signal.WaitOne();
                times.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref signalled)));
                woken.Release();
            }
        }) { IsBackground = true, Name = "sleeper" };
        sleeper.Start();
        for (var i = 0; i < Count; i++)
        {
            await Task.Delay(2); // until it sleeps
            Volatile.Write(ref signalled, Stopwatch.GetTimestamp());
            signal.Set();
            await woken.WaitAsync();
        }

        return times;
    }
}
