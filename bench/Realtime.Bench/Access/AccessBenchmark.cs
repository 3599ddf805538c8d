using System.Diagnostics;
using Realtime.Bench.Figures;
using Realtime.Bench.Relay;
using Realtime.Testing.Stack;

namespace Realtime.Bench.Access;

/// <summary>
/// What a key, its scopes and its quotas add to a start and to a frame: two APIs on one database, of which one is open and the other asks
/// for a key. Their requests take turns, so that both meet the same machine.
/// </summary>
static class AccessBenchmark
{
    const double MostAddedToStart = 0.2, MostAddedToFrame = 0.1;
    const int Sessions = 20;

    public static async Task Run(BenchRun run)
    {
        var key = TestKey.Of("bench", "app");
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database);
        var closed = await stack.StartApi(new() { ["Realtime__Access__KeysFile"] = TestKey.File(key) });
        using var withKey = new BenchClient(closed.Address, key.Key);

        List<(string Name, BenchClient Client)> ways = [("open", stack.Client), ("key", withKey)];
        await Starts(run, ways);
        await Frames(run, ways, key.Key);
    }

    static async Task Starts(BenchRun run, List<(string Name, BenchClient Client)> ways)
    {
        var pairs = run.Count(2_000, 50);
        var times = ways.ConvertAll(_ => new Samples());
        run.Say($"{pairs} pairs of starts");
        for (var pair = -pairs / 10; pair < pairs; pair++)
        {
            foreach (var at in pair % 2 == 0 ? new[] { 0, 1 } : [1, 0])
            {
                var (conversation, session) = ($"{ways[at].Name}-{Guid.NewGuid():N}", Guid.CreateVersion7());
                var begun = Stopwatch.GetTimestamp();
                await ways[at].Client.Start(conversation, session);
                if (pair >= 0) times[at].Add(Stopwatch.GetElapsedTime(begun)); // the first ones warm up
                await ways[at].Client.End(conversation, session);
            }
        }

        Tell(run, "start", ways, times);
        run.Report.Tell("access.start.added.p50", times[1].P50 - times[0].P50, "ms");
        run.Report.AtMost("access.start.added.p99", times[1].P99 - times[0].P99, "ms", MostAddedToStart);
    }

    static async Task Frames(BenchRun run, List<(string Name, BenchClient Client)> ways, string key)
    {
        var times = ways.ConvertAll(_ => new Samples());
        for (var round = 0; round <= run.Count(4, 1); round++)
        {
            for (var at = 0; at < ways.Count; at++)
            {
                run.Say($"round {round}: frames, {ways[at].Name}");
                var sessions = await Talk.Connect(Sessions, RelayBenchmark.Echo(ways[at].Client.Address), at == 1 ? key : null);
                var result = await Talk.Speak(sessions, run.Time(round == 0 ? 5 : 10));
                await Talk.Close(sessions);
                if (round > 0) times[at].Add(result.RoundTrips); // the first round warms up
            }
        }

        Tell(run, "frame", ways, times);
        run.Report.AtMost("access.frame.added.p50", times[1].P50 - times[0].P50, "ms", MostAddedToFrame);
        run.Report.Tell("access.frame.added.p99", times[1].P99 - times[0].P99, "ms");
    }

    static void Tell(BenchRun run, string what, List<(string Name, BenchClient Client)> ways, List<Samples> times)
    {
        foreach (var (way, samples) in ways.Zip(times))
        {
            run.Report.Tell($"access.{what}.{way.Name}.p50", samples.P50, "ms");
            run.Report.Tell($"access.{what}.{way.Name}.p99", samples.P99, "ms");
        }
    }
}
