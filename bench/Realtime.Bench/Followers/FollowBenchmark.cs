using Realtime.Bench.Appends;
using Realtime.Bench.Figures;
using Realtime.Sessions;

namespace Realtime.Bench.Followers;

/// <summary>
/// From a commit by another process to its arrival at clients that follow with Server-Sent Events, at one API or spread over several.
/// </summary>
static class FollowBenchmark
{
    const double MostMilliseconds = 25, MostMillisecondsSpread = 40;
    const double MostKibibytes = 12;

    public static async Task Run(BenchRun run, int nodes)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var log = await Node.Start(database.ConnectionString);
        await using var stack = await BenchStack.Start(run, database, worker: false);
        ServiceProcess[] apis = [stack.Api, .. await Task.WhenAll(Enumerable.Range(1, nodes - 1).Select(_ => stack.StartApi([])))];
        var floor = await FsyncFloor.Measure(run, database);
        run.Report.Tell("follow.floor.fsynced_insert.p50", floor.P50, "ms");

        // warms everything up
        await Follow(run, database, log, apis, followers: 100, conversations: 10, appendsPerSecond: 100, seconds: 3);
        if (nodes == 1)
        {
            Tell(run, await Follow(run, database, log, apis, followers: 1, conversations: 1, appendsPerSecond: 20, seconds: 10),
                "1_followers", goal: null);
            Tell(run, await Follow(run, database, log, apis, followers: 100, conversations: 10, appendsPerSecond: 100, seconds: 10),
                "100_followers", goal: null);
        }

        var many = run.Count(5_000, 500);
        Tell(run, await Follow(run, database, log, apis, many, many / 10, appendsPerSecond: 200, seconds: 30),
            nodes == 1 ? $"{many}_followers" : $"{many}_followers_at_{nodes}_apis", nodes == 1 ? MostMilliseconds : MostMillisecondsSpread);
    }

    static void Tell(BenchRun run, FollowResult result, string followers, double? goal)
    {
        var name = "follow." + followers;
        run.Report.Tell($"{name}.commit_to_delivered.p50", result.Latency.P50, "ms");
        if (goal is { } most) run.Report.AtMost($"{name}.commit_to_delivered.p99", result.Latency.P99, "ms", most);
        else run.Report.Tell($"{name}.commit_to_delivered.p99", result.Latency.P99, "ms");
        run.Report.Tell($"{name}.appends", result.AppendsPerSecond, "appends/s");
        run.Report.AtMost($"{name}.deliveries_missing", result.Missing, "events", 0);
        if (goal is not null) run.Report.AtMost($"{name}.memory_each", result.KibibytesEach, "KiB", MostKibibytes);
    }

    /// <summary>Follows conversations at these APIs in turns while another process appends to them.</summary>
    public static async Task<FollowResult> Follow(
        BenchRun run, BenchDatabase database, Node log, ServiceProcess[] apis, int followers, int conversations, double appendsPerSecond,
        double seconds)
    {
        run.Say($"{followers} followers of {conversations} conversations, {appendsPerSecond} appends/s");
        var followed = Enumerable.Range(0, conversations).Select(_ => new FollowedStream()).ToArray();
        await Parallel.ForEachAsync(followed, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (stream, _) =>
            stream.Version = (await Life.Begin(log.Conversations, stream.Name, stream.Session)).Version);

        var before = apis.Sum(api => Machine.Memory(api.Id));
        var open = new EventFollower[followers];
        await Parallel.ForAsync(0, followers, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) =>
        {
            var stream = followed[i % conversations];
            open[i] = await EventFollower.Open(apis[i / conversations % apis.Length].Address, stream.Name, stream.Seen, stream.Version);
            stream.AddFollower();
        });
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kibibytes = (apis.Sum(api => Machine.Memory(api.Id)) - before) / 1024.0 / followers;

        var (appended, time) = await Append(log, followed, appendsPerSecond, run.Time(seconds));
        await FollowedStream.AllDelivered(followed);
        foreach (var follower in open) await follower.DisposeAsync();
        return new FollowResult(await FollowedStream.Latencies(followed, database), appended / time.TotalSeconds,
            followed.Sum(s => s.Missing), kibibytes);
    }

    /// <summary>Appends events at an even rate, to one conversation after the other, without waiting for earlier commits.</summary>
    static async Task<(int Appended, TimeSpan Time)> Append(Node log, FollowedStream[] followed, double perSecond, TimeSpan time)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var begun = TimeProvider.System.GetTimestamp();
        var appends = new List<Task>();
        while (TimeProvider.System.GetElapsedTime(begun) is var elapsed && elapsed < time)
        {
            while (appends.Count < elapsed.TotalSeconds * perSecond)
            {
                var stream = followed[appends.Count % followed.Length];
                stream.Version++;
                appends.Add(Task.Run(() =>
                    log.Conversations.Transact(stream.Name, new Record(stream.Session, Life.Owner, Life.Words(stream.Session, 1)),
                        CancellationToken.None)));
            }

            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(appends);
        return (appends.Count, TimeProvider.System.GetElapsedTime(begun));
    }
}

sealed record FollowResult(Samples Latency, double AppendsPerSecond, long Missing, double KibibytesEach);
