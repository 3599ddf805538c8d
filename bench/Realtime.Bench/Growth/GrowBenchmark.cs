using System.Diagnostics;
using Realtime.Bench.Appends;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Growth;

/// <summary>
/// Compares a log of millions of events with one that is almost empty, on the same server and in turns: nothing that a request, a sweep or
/// a start does may cost more because the log has grown.
/// </summary>
static class GrowBenchmark
{
    const int Wanted = 10_000_000, Small = 10_000, EventsOfAConversation = 100;
    const double MostTimes = 1.2, MostSeconds = 5;

    /// <summary>The time within which the large log is filled, indexes not included. It stays smaller on a slow machine.</summary>
    static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    public static async Task Run(BenchRun run)
    {
        // Without a standby, PostgreSQL does not log what is copied into an empty table. It may write a lot between two checkpoints.
        await using var emptyDatabase = await BenchDatabase.Start(run,
            ("wal_level", "minimal"), ("max_wal_senders", "0"), ("max_wal_size", "8GB"));
        var grownDatabase = await emptyDatabase.Beside();
        await Fill(run, emptyDatabase, Small);
        var events = await Fill(run, grownDatabase, run.Arguments.Events ?? run.Count(Wanted, Small * 10));
        run.Report.AtLeast("grow.events", events, "events", Wanted);
        await Starts(run, grownDatabase);

        await using var empty = await GrownLog.Open(run, emptyDatabase, Small / EventsOfAConversation);
        await using var grown = await GrownLog.Open(run, grownDatabase, (int)(events / EventsOfAConversation));
        run.Report.AtMost("grow.unsound_of_100_conversations", await grown.Unsound(100), "conversations", 0);
        await Appends(run, empty, grown);
        await Latency(run, "fold_a_conversation", 400, empty.Fold, grown.Fold);
        await Latency(run, "sessions.list", 200, empty.List, grown.List);
        await Latency(run, "sessions.search", 50, empty.Search, grown.Search);
        await Latency(run, "sessions.search_in_vain", 50, empty.SearchInVain, grown.SearchInVain);
        await Latency(run, "sessions.counts", 200, empty.Count, grown.Count);
        await Latency(run, "sessions.counts_of_a_day", 200, empty.CountDay, grown.CountDay);
        await Latency(run, "health", 100, empty.Health, grown.Health);
        await Latency(run, "sweep", 200, empty.Sweep, grown.Sweep);
        await Losses(run, empty, grown);
        await Follows(run, empty, grown);
    }

    static async Task<long> Fill(BenchRun run, BenchDatabase database, int events)
    {
        run.Say($"filling a log with {events} events");
        await (await Node.Start(database.ConnectionString)).DisposeAsync(); // creates the tables
        return await new LogFiller(run, database.ConnectionString).Fill(events, MostTime);
    }

    /// <summary>From the start of a process to its first healthy answer.</summary>
    static async Task Starts(BenchRun run, BenchDatabase database)
    {
        run.Say("starting services on the large log");
        await using (await BenchStack.Start(run, database)) { } // warms the machine's file cache
        await using var stack = await BenchStack.Start(run, database, worker: false);
        await stack.StartSimulator();
        var begun = Stopwatch.GetTimestamp();
        await stack.StartApi([]);
        run.Report.AtMost("grow.start.api", Stopwatch.GetElapsedTime(begun).TotalSeconds, "s", MostSeconds);
        begun = Stopwatch.GetTimestamp();
        await stack.StartWorker();
        run.Report.AtMost("grow.start.worker", Stopwatch.GetElapsedTime(begun).TotalSeconds, "s", MostSeconds);
    }

    static async Task Appends(BenchRun run, GrownLog empty, GrownLog grown)
    {
        run.Say("appends to conversations of the past");
        var (small, large) = await new Rounds(run, run.Count(4, 1), run.Time(3)).Run(GrownLog.Callers, empty.Append, grown.Append);
        run.Report.Tell("grow.append.empty", small, "appends/s");
        run.Report.Tell("grow.append.grown", large, "appends/s");
        run.Report.AtMost("grow.append.times", small / large, "x", MostTimes);
    }

    static async Task Latency(BenchRun run, string name, int count, Func<Task> empty, Func<Task> grown)
    {
        run.Say(name);
        var (small, large) = (new Samples(), new Samples());
        for (var i = -10; i < run.Count(count, 5); i++)
        {
            var (before, after) = (await Timed(empty), await Timed(grown));
            if (i < 0) continue;
            small.Add(before);
            large.Add(after);
        }

        Compare(run, name, small.P50, large.P50);
    }

    static async Task Losses(BenchRun run, GrownLog empty, GrownLog grown)
    {
        run.Say("ends of a lost worker's sessions");
        const int sessions = 50;
        var (small, large) = (new Samples(), new Samples());
        for (var i = 0; i < run.Count(6, 2); i++)
        {
            small.Add(await empty.LoseWorker(sessions) / sessions);
            large.Add(await grown.LoseWorker(sessions) / sessions);
        }

        Compare(run, "end_of_a_lost_session", small.P50, large.P50);
    }

    static async Task Follows(BenchRun run, GrownLog empty, GrownLog grown)
    {
        var (small, large) = (new Samples(), new Samples());
        for (var i = 0; i < run.Count(4, 1); i++)
        {
            small.Add((await empty.Follow(followers: 200, conversationsOf: 50, seconds: 4)).Latency);
            large.Add((await grown.Follow(followers: 200, conversationsOf: 50, seconds: 4)).Latency);
        }

        Compare(run, "follow.commit_to_delivered", small.P50, large.P50);
        run.Report.Tell("grow.follow.commit_to_delivered.empty.p99", small.P99, "ms");
        run.Report.Tell("grow.follow.commit_to_delivered.grown.p99", large.P99, "ms");
    }

    static void Compare(BenchRun run, string name, double empty, double grown)
    {
        run.Report.Tell($"grow.{name}.empty", empty, "ms");
        run.Report.Tell($"grow.{name}.grown", grown, "ms");
        run.Report.AtMost($"grow.{name}.times", grown / empty, "x", MostTimes);
    }

    static async Task<TimeSpan> Timed(Func<Task> act)
    {
        var begun = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(begun);
    }
}
