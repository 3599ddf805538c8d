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
    const int Sessions = 20, Rounds = 9;

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

    /// <summary>
    /// A whole start appends to the log, so its slowest times are the database's. A start that is refused for its model goes the same way
    /// up to there.
    /// </summary>
    static async Task Starts(BenchRun run, List<(string Name, BenchClient Client)> ways)
    {
        await Compare(run, "start", ways, run.Count(150, 25), async (client, conversation, measured) =>
        {
            var session = Guid.CreateVersion7();
            await measured(() => client.Start(conversation, session));
            await client.End(conversation, session);
        });
        await Compare(run, "refused_start", ways, run.Count(1_000, 25),
            (client, conversation, measured) => measured(() => client.Refused(conversation)));
    }

    /// <summary>Rounds of pairs; what a key adds is the median of the rounds, so that one disturbance of the machine is not the figure.</summary>
    static async Task Compare(BenchRun run, string what, List<(string Name, BenchClient Client)> ways, int pairs,
        Func<BenchClient, string, Func<Func<Task>, Task>, Task> request)
    {
        var (all, added50, added99) = (ways.ConvertAll(_ => new Samples()), new Samples(), new Samples());
        for (var round = 0; round <= Rounds; round++)
        {
            run.Say($"round {round}: {pairs} pairs, {what}");
            var times = ways.ConvertAll(_ => new Samples());
            for (var pair = 0; pair < pairs; pair++)
            {
                foreach (var at in pair % 2 == 0 ? new[] { 0, 1 } : [1, 0])
                    await request(ways[at].Client, $"{ways[at].Name}-{Guid.NewGuid():N}", async act =>
                    {
                        var begun = Stopwatch.GetTimestamp();
                        await act();
                        times[at].Add(Stopwatch.GetElapsedTime(begun));
                    });
            }

            if (round == 0) continue; // the first round warms up
            foreach (var (whole, part) in all.Zip(times)) whole.Add(part);
            added50.Add(times[1].P50 - times[0].P50);
            added99.Add(times[1].P99 - times[0].P99);
        }

        Tell(run, what, ways, all);
        run.Report.Tell($"access.{what}.added.p50", added50.P50, "ms");
        run.Report.AtMost($"access.{what}.added.p99", added99.P50, "ms", MostAddedToStart);
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
