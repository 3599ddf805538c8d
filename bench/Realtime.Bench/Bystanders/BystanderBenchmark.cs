using Realtime.Bench.Figures;
using Realtime.Bench.Relay;

namespace Realtime.Bench.Bystanders;

/// <summary>
/// Clients send messages of 16 MiB while their transports connect. Measures the worker's memory and the round trips of other sessions,
/// which speak before, meanwhile and afterwards.
/// </summary>
static class BystanderBenchmark
{
    const int Speaking = 20;
    const double Mebibyte = 1024 * 1024;

    /// <summary>Twice the default of Realtime:Worker:BufferBytes, as docs/production.md says.</summary>
    const double MostMebibytes = 2 * 256;
    const double MostTimes = 1.5;

    public static async Task Run(BenchRun run)
    {
        var count = run.Count(100, 10);
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database, workerSettings: new()
        {
            ["Realtime__Bounds__ConnectMilliseconds"] = "120000",
            ["Realtime__Bounds__ClientGoneMilliseconds"] = "3600000",
        });
        var sessions = await Talk.Connect(Speaking, RelayBenchmark.Echo(stack.Api.Address));
        await Talk.Speak(sessions, run.Time(20)); // warm-up
        var before = await Talk.Speak(sessions, run.Time(30));
        var memory = (Api: Machine.PeakMemory(stack.Api.Id), Worker: Machine.PeakMemory(stack.Worker.Id));

        run.Say($"{count} clients that send 16 MiB messages while their transports connect");
        var hoarders = new List<Hoarder>();
        for (var i = 0; i < count; i++) hoarders.Add(await Hoarder.Connect(stack.Api.Address));
        TalkResult first, beside;
        using (new Flood(hoarders))
        {
            first = await Talk.Speak(sessions, run.Time(10));
            beside = await Talk.Speak(sessions, run.Time(60));
        }

        run.Say($"the API and the worker have read {hoarders.Sum(hoarder => hoarder.Sent) / Mebibyte:F0} MiB of them");
        foreach (var hoarder in hoarders) hoarder.Dispose();

        var after = await Talk.Speak(sessions, run.Time(30));
        await Talk.Close(sessions);
        Tell(run.Report, "before", before);
        Tell(run.Report, "first_ten_seconds", first);
        Tell(run.Report, "beside", beside);
        Tell(run.Report, "after", after);
        run.Report.AtMost("bystanders.p99_beside_of_alone", beside.RoundTrips.P99 / Math.Max(before.RoundTrips.P99, after.RoundTrips.P99),
            "x", MostTimes);
        run.Report.AtMost("bystanders.frames_lost", Math.Max(0, Lost(before) + Lost(first) + Lost(beside) + Lost(after)), "frames", 0);
        run.Report.AtMost("bystanders.worker.peak_memory_more", (Machine.PeakMemory(stack.Worker.Id) - memory.Worker) / Mebibyte, "MiB",
            MostMebibytes);
        run.Report.Tell("bystanders.worker.peak_memory", Machine.PeakMemory(stack.Worker.Id) / Mebibyte, "MiB");
        run.Report.Tell("bystanders.api.peak_memory_more", (Machine.PeakMemory(stack.Api.Id) - memory.Api) / Mebibyte, "MiB");
    }

    static int Lost(TalkResult result) => result.Sent - result.Back;

    static void Tell(Report report, string when, TalkResult result)
    {
        report.Tell($"bystanders.{when}.p50", result.RoundTrips.P50, "ms");
        report.Tell($"bystanders.{when}.p99", result.RoundTrips.P99, "ms");
    }
}
