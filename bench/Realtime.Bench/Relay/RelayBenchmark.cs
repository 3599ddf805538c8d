namespace Realtime.Bench.Relay;

/// <summary>
/// How much the API and the worker add to the round trip of a frame, and their processor time for it, beside two plain reverse proxies in a
/// row: nginx and YARP. The ways take turns; first on a quiet machine, then beside busy loops.
/// </summary>
static class RelayBenchmark
{
    const int Sessions = 50;
    const int Loops = 4;
    const double MostOfNginxLatency = 2;
    const double MostOfNginxProcessor = 3;

    public static async Task Run(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database);
        await using var nearYarp = await YarpProxy.Start(stack.Simulator.Address);
        await using var yarp = await YarpProxy.Start(nearYarp.Address);
        await using var nearNginx = await NginxProxy.Start(stack.Simulator.Address);
        await using var nginx = nearNginx is null ? null : await NginxProxy.Start(nearNginx.Address);
        List<Way> ways =
        [
            new("direct", stack.Simulator.Address),
            new("ours", stack.Api.Address, ("api", stack.Api.Id), ("worker", stack.Worker.Id)),
            new("yarp", yarp.Address, ("first", yarp.Id), ("second", nearYarp.Id)),
        ];
        if (nginx is null) run.Say("nginx is not installed: its figures are missing");
        else ways.Add(new Way("nginx", nginx.Address, ("first", nginx.Id), ("second", nearNginx!.Id)));

        foreach (var way in ways) await way.Speak(Sessions, run.Time(20)); // a warm-up
        await Measure(run, "quiet", ways);
        await using var busy = BusyLoops.Start(Loops);
        await Measure(run, "loaded", ways);
    }

    static async Task Measure(BenchRun run, string when, List<Way> ways)
    {
        foreach (var way in ways) way.Forget();
        for (var round = 0; round < run.Count(4, 1); round++)
        {
            foreach (var way in ways)
            {
                var result = await way.Speak(Sessions, run.Time(5));
                run.Say($"{when}, round {round}, {way.Name}: p50 {result.RoundTrips.P50:F2} ms, p99 {result.RoundTrips.P99:F2} ms, "
                    + $"{result.Sent} of {result.Due} frames sent, {result.Back} back, {way.Processor():F0} us of processor time so far");
            }
        }

        var direct = ways[0];
        foreach (var way in ways)
        {
            run.Report.Tell($"relay.{when}.{way.Name}.round_trip.p50", way.Trips.P50, "ms");
            run.Report.Tell($"relay.{when}.{way.Name}.round_trip.p99", way.Trips.P99, "ms");
            if (way == direct) continue;
            run.Report.Tell($"relay.{when}.{way.Name}.added.p50", way.Trips.P50 - direct.Trips.P50, "ms");
            run.Report.Tell($"relay.{when}.{way.Name}.added.p99", way.Trips.P99 - direct.Trips.P99, "ms");
            foreach (var process in way.Worked.Keys)
                run.Report.Tell($"relay.{when}.{way.Name}.{process}.processor", way.Processor(process), "us of a round trip");
        }

        var (ours, yarp) = (ways[1], ways[2]);
        run.Report.Tell($"relay.{when}.ours.processor_of_two_yarp", ours.Processor() / yarp.Processor(), "times");
        if (ways is [_, _, _, var nginx])
        {
            run.Report.AtMost($"relay.{when}.ours.added.p50_of_two_nginx",
                (ours.Trips.P50 - direct.Trips.P50) / (nginx.Trips.P50 - direct.Trips.P50), "times", MostOfNginxLatency);
            run.Report.AtMost($"relay.{when}.ours.added.p99_of_two_nginx",
                (ours.Trips.P99 - direct.Trips.P99) / (nginx.Trips.P99 - direct.Trips.P99), "times", MostOfNginxLatency);
            run.Report.AtMost($"relay.{when}.ours.processor_of_two_nginx", ours.Processor() / nginx.Processor(), "times",
                MostOfNginxProcessor);
        }

        run.Report.AtMost($"relay.{when}.ours.frames_lost", ours.Lost, "frames", 0);
    }

    public static Uri Echo(Uri at) => new($"ws://{at.Authority}/v1/realtime?model=echo");
}
