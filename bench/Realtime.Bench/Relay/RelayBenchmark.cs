using Realtime.Bench.Figures;

namespace Realtime.Bench.Relay;

/// <summary>How much the API and the worker add to the round trip of a frame, compared with a plain reverse proxy.</summary>
static class RelayBenchmark
{
    const int Sessions = 50;
    const double MostAddedP50 = 0.5;
    const double MostAddedP99 = 3;

    public static async Task Run(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database);
        await using var nginx = await NginxProxy.Start(stack.Simulator.Address);
        if (nginx is null) run.Say("nginx is not installed: its figures are missing");

        List<(string Name, Uri Address, Samples Trips)> ways =
            [("direct", Echo(stack.Simulator.Address), new()), ("ours", Echo(stack.Api.Address), new())];
        if (nginx is not null) ways.Add(("nginx", Echo(nginx.Address), new()));
        var lost = 0;
        var (frames, apiTime, workerTime) = (0, TimeSpan.Zero, TimeSpan.Zero);
        for (var round = 0; round <= run.Count(4, 1); round++)
        {
            foreach (var (name, address, trips) in ways)
            {
                var sessions = await Talk.Connect(Sessions, address);
                var (api, worker) = (Machine.Processor(stack.Api.Id), Machine.Processor(stack.Worker.Id));
                var result = await Talk.Speak(sessions, run.Time(round == 0 ? 20 : 5));
                (api, worker) = (Machine.Processor(stack.Api.Id) - api, Machine.Processor(stack.Worker.Id) - worker);
                await Talk.Close(sessions);
                run.Say(
                    $"round {round}, {name}: p50 {result.RoundTrips.P50:F2} ms, p99 {result.RoundTrips.P99:F2} ms, {result.Sent} of "
                    + $"{result.Due} frames sent, {result.Back} back");
                if (round == 0) continue; // the first round is a warm-up
                trips.Add(result.RoundTrips);
                if (name != "ours") continue;
                lost += result.Sent - result.Back;
                (frames, apiTime, workerTime) = (frames + result.Sent + Talk.Uncounted(Sessions), apiTime + api, workerTime + worker);
            }
        }

        var (direct, ours) = (ways[0].Trips, ways[1].Trips);
        foreach (var (name, _, trips) in ways)
        {
            run.Report.Tell($"relay.{name}.round_trip.p50", trips.P50, "ms");
            run.Report.Tell($"relay.{name}.round_trip.p99", trips.P99, "ms");
        }

        run.Report.AtMost("relay.ours.added.p50", ours.P50 - direct.P50, "ms", MostAddedP50);
        run.Report.AtMost("relay.ours.added.p99", ours.P99 - direct.P99, "ms", MostAddedP99);
        if (nginx is not null)
        {
            run.Report.Tell("relay.nginx.added.p50", ways[2].Trips.P50 - direct.P50, "ms");
            run.Report.Tell("relay.nginx.added.p99", ways[2].Trips.P99 - direct.P99, "ms");
        }

        run.Report.Tell("relay.ours.api.processor_per_round_trip", apiTime.TotalMicroseconds / frames, "us");
        run.Report.Tell("relay.ours.worker.processor_per_round_trip", workerTime.TotalMicroseconds / frames, "us");
        run.Report.AtMost("relay.ours.frames_lost", lost, "frames", 0);
    }

    public static Uri Echo(Uri at) => new($"ws://{at.Authority}/v1/realtime?model=echo");
}
