using Realtime.Bench.Relay;

namespace Realtime.Bench.Capacity;

/// <summary>
/// Thousands of live sessions without traffic: how much memory they use, whether it grows, and that a stop ends each of them.
/// </summary>
static class IdleSessions
{
    const double MostKibibytes = 40;
    const double MostGrowth = 0.01;

    public static async Task Run(BenchRun run)
    {
        var count = run.Count(run.Arguments.Sessions ?? 5_000, 200);
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database);
        var warm = await Talk.Connect(100, RelayBenchmark.Echo(stack.Api.Address));
        await Talk.Speak(warm, TimeSpan.FromSeconds(2));
        await Talk.Close(warm);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var before = Memory(stack);
        run.Say($"connecting {count} live sessions that stay idle");
        var sessions = await Talk.Connect(count, RelayBenchmark.Echo(stack.Api.Address));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var connected = Memory(stack);
        run.Say($"API {Machine.Memory(stack.Api.Id) / 1024} KiB, worker {Machine.Memory(stack.Worker.Id) / 1024} KiB");
        run.Report.AtMost($"capacity.idle.{count}_sessions.memory_each", (connected - before) / 1024.0 / count, "KiB", MostKibibytes);

        var growth = await Hold(run, stack, connected);
        run.Report.AtMost($"capacity.idle.{count}_sessions.growth_while_held", growth, "of all", MostGrowth);
        run.Say("stopping the worker");
        await stack.Worker.Stop();
        var open = await database.Ask<long>(
            "select (select count(*) from mt_events where type = 'session_requested') - (select count(*) "
            + "from mt_events where type = 'session_ended')");
        run.Report.AtMost("capacity.idle.sessions_without_an_end_after_the_stop", open, "sessions", 0);
        await Patience.Until(() => Task.FromResult(sessions.All(s => s.Ended)), "session_ended on every live socket");
        await Talk.Close(sessions);
    }

    /// <summary>
    /// Holds the sessions and returns the growth of memory: the mean of the last quarter of the time against the first quarter, in which
    /// buffers and caches may still fill.
    /// </summary>
    static async Task<double> Hold(BenchRun run, BenchStack stack, long connected)
    {
        var minutes = run.Quick ? 0.2 : run.Arguments.Minutes ?? 10;
        var samples = new List<long> { connected };
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun).TotalMinutes < minutes)
        {
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(5, minutes * 10)));
            samples.Add(Memory(stack));
            if (samples.Count % 6 == 0)
                run.Say(
                    $"held for {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F0} s: "
                    + $"{samples[^1] / 1024 / 1024} MiB in API and worker");
        }

        var quarter = Math.Max(1, samples.Count / 4);
        return samples.TakeLast(quarter).Average() / samples.Take(quarter).Average() - 1;
    }

    static long Memory(BenchStack stack) => Machine.Memory(stack.Api.Id) + Machine.Memory(stack.Worker.Id);
}
