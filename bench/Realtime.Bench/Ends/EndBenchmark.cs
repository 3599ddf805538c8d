using Realtime.Bench.Figures;

namespace Realtime.Bench.Ends;

/// <summary>How long ends take, from the moment at which the owner learns the cause: to the commit, and to a follower.</summary>
static class EndBenchmark
{
    const int LiveMeanwhile = 100;
    const double AllowedBeyondFsyncs = 8;

    public static async Task Run(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        var settings = new Dictionary<string, string> { ["Realtime__Bounds__ClientGoneMilliseconds"] = "300" };
        await using var stack = await BenchStack.Start(run, database, settings: settings);
        var floor = await FsyncFloor.Measure(run, database);
        run.Report.Tell("end.floor.fsynced_insert.p50", floor.P50, "ms");
        run.Report.Tell("end.floor.fsynced_insert.p99", floor.P99, "ms");

        run.Say($"starting {LiveMeanwhile} sessions that stay live during the measurements");
        var meanwhile = await Start(stack, LiveMeanwhile);
        foreach (var cause in EndCause.Owned) await Owned(run, stack, cause, floor);
        await Replaced(run, stack);
        await MassEnds.Shutdown(run, stack, meanwhile);
        await MassEnds.LostWorker(run, stack);
        await MassEnds.UpstreamVanishes(run, stack, database);
    }

    /// <summary>Starts sessions, a few at a time; returns when all have started.</summary>
    public static async Task<List<WatchedSession>> Start(BenchStack stack, int count)
    {
        var sessions = Enumerable.Range(0, count).Select(_ => new WatchedSession()).ToList();
        await Parallel.ForEachAsync(sessions, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (session, _) =>
        {
            await session.Follow(stack.Client.Address);
            await stack.Client.Start(session.Conversation, session.Id);
        });
        foreach (var session in sessions) await session.Started.WaitAsync(Patience.Time);
        return sessions;
    }

    static async Task Owned(BenchRun run, BenchStack stack, EndCause cause, Samples floor)
    {
        run.Say($"ends: {cause.Name}");
        var sessions = new List<WatchedSession>();
        var waits = cause.Name is "expired" or "idle" ? 20 : 1; // these take a second each, so run many at the same time
        var gate = new Lock();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = waits };
        var warmUp = run.Count(100, 2); // the first ends of each cause run code that is not compiled for good
        await Parallel.ForEachAsync(Enumerable.Range(0, warmUp + run.Count(300, 10)), atOnce, async (i, ct) =>
        {
            if (i < waits) await Task.Delay(TimeSpan.FromMilliseconds(50 * i), ct);
            var session = await cause.Live(stack);
            if (i < warmUp) return;
            lock (gate) sessions.Add(session);
        });

        var ends = await EndRecord.Of(stack.Worker, sessions.Select(s => s.Id).ToHashSet());
        var (drain, committed, seen) = (new Samples(), new Samples(), new Samples());
        foreach (var session in sessions)
        {
            var end = ends[session.Id];
            drain.Add(end.DrainMilliseconds);
            committed.Add(end.RecordMilliseconds);
            seen.Add(await session.Ended - end.KnownAt);
        }

        var report = run.Report;
        report.Tell($"end.{cause.Name}.drain.p50", drain.P50, "ms");
        report.Tell($"end.{cause.Name}.committed.p50", committed.P50, "ms");
        report.AtMost($"end.{cause.Name}.committed.p99", committed.P99, "ms", 2 * floor.P50 + AllowedBeyondFsyncs);
        report.Tell($"end.{cause.Name}.seen_with_drain.p50", seen.P50, "ms");
        report.Tell($"end.{cause.Name}.seen_with_drain.p99", seen.P99, "ms");
    }

    /// <summary>The API itself records this end, before it answers the replacing start.</summary>
    static async Task Replaced(BenchRun run, BenchStack stack)
    {
        run.Say("ends: replaced");
        var seen = new Samples();
        foreach (var session in await Start(stack, run.Count(100, 10)))
        {
            var sent = TimeProvider.System.GetUtcNow().UtcDateTime;
            var next = Guid.CreateVersion7();
            await stack.Client.Start(session.Conversation, next, new { ifActive = "replace" });
            seen.Add(await session.Ended.WaitAsync(Patience.Time) - sent);
            await session.DisposeAsync();
            await stack.Client.End(session.Conversation, next);
        }

        run.Report.Tell("end.replaced.request_to_seen.p50", seen.P50, "ms");
        run.Report.Tell("end.replaced.request_to_seen.p99", seen.P99, "ms");
    }
}
