using Realtime.Bench.Relay;

namespace Realtime.Bench.Capacity;

/// <summary>How many speaking and idle sessions a machine can carry, and how much a relayed frame allocates.</summary>
static class CapacityBenchmark
{
    const double MostP99 = 20;

    /// <summary>Twice what was carried before frames were handled on the poll thread, on the machine of docs/benchmarks.md.</summary>
    const double TwiceBefore = 100;

    /// <summary>How often a number of sessions is tried: a moment in which the machine does something else is no limit of ours.</summary>
    const int Attempts = 3;

    public static async Task Run(BenchRun run)
    {
        await MostSpeaking(run);
        await Allocations(run);
        await IdleSessions.Run(run);
    }

    /// <summary>On two cores, clients and echo have one, API and worker the other.</summary>
    public static async Task MostSpeaking(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database);
        foreach (var (process, core) in ((int, string)[])
            [(Environment.ProcessId, "0"), (stack.Simulator.Id, "0"), (stack.Api.Id, "1"), (stack.Worker.Id, "1")])
        {
            if (!await Machine.Pin(process, core)) run.Say("the processes share the cores: taskset is missing, or a second core");
        }

        try
        {
            await MostSpeaking(run, stack);
        }
        finally
        {
            await Machine.Pin(Environment.ProcessId, $"0-{Environment.ProcessorCount - 1}");
        }
    }

    static async Task MostSpeaking(BenchRun run, BenchStack stack)
    {
        var warm = await Talk.Connect(50, RelayBenchmark.Echo(stack.Api.Address));
        await Talk.Speak(warm, run.Time(8));
        await Talk.Close(warm);

        var most = 0;
        for (var count = 25; count <= run.Count(1_000, 50); count += count < 100 ? 25 : 50)
        {
            var passed = false;
            for (var attempt = 1; attempt <= Attempts && !passed; attempt++) passed = await IsCarried(run, stack, count);
            if (!passed) break;
            most = count;
        }

        run.Report.AtLeast("capacity.sessions_at_50_frames_each_way", most, "sessions", TwiceBefore);
    }

    static async Task<bool> IsCarried(BenchRun run, BenchStack stack, int count)
    {
        var sessions = await Talk.Connect(count, RelayBenchmark.Echo(stack.Api.Address));
        await Talk.Speak(sessions, run.Time(4)); // until their starts, and the ends of those before, are projected and sealed
        var result = await Talk.Speak(sessions, run.Time(5));
        await Talk.Close(sessions);
        run.Say(
            $"{count} sessions: p50 {result.RoundTrips.P50:F2} ms, p99 {result.RoundTrips.P99:F2} ms, {result.Sent} of {result.Due} "
            + $"frames sent, {result.Back} back");
        return result.RoundTrips.P99 <= MostP99 && result.Sent >= result.Due * 0.95 && result.Back >= result.Sent;
    }

    /// <summary>Subtracts the rate at which a service allocates without any traffic.</summary>
    public static async Task Allocations(BenchRun run)
    {
        run.Say("measuring the bytes allocated for a relayed frame");
        await using var database = await BenchDatabase.Start(run);
        await using var api = new RuntimeMetrics();
        await using var worker = new RuntimeMetrics();
        await using var stack = await BenchStack.Start(run, database, settings: api.Settings, workerSettings: worker.Settings);
        var sessions = await Talk.Connect(50, RelayBenchmark.Echo(stack.Api.Address));
        await Talk.Speak(sessions, run.Time(8));
        foreach (var (name, metrics) in ((string, RuntimeMetrics)[])[("api", api), ("worker", worker)])
        {
            var idle = await Rate(metrics, () => Task.Delay(run.Time(10)));
            var frames = 0;
            var busy = await Rate(metrics, async () =>
            {
                var result = await Talk.Speak(sessions, run.Time(10));
                frames = result.Sent + result.Back + 2 * Talk.Uncounted(sessions.Length);
            });
            run.Report.AtMost($"capacity.{name}.allocated_per_frame",
                Math.Round(Math.Max(0, (busy.Bytes - idle.Bytes / idle.Seconds * busy.Seconds) / frames)), "bytes", 0);
            run.Report.Tell($"capacity.{name}.allocated_idle", idle.Bytes / idle.Seconds / 1024, "KiB/s");
        }

        await Talk.Close(sessions);
    }

    static async Task<(double Bytes, double Seconds)> Rate(RuntimeMetrics metrics, Func<Task> during)
    {
        var before = await metrics.AllocatedBytes();
        var begun = TimeProvider.System.GetTimestamp();
        await during();
        var after = await metrics.AllocatedBytes();
        return (after - before, TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }
}
