using Realtime.Bench.Ends;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Starts;

/// <summary>
/// How long a start takes while other sessions are live: from the request of its client until the client's event stream has
/// session_started, without the handshake with the provider.
/// </summary>
static class StartBenchmark
{
    const int LiveMeanwhile = 100;
    const double GoalP50 = 8, GoalP99 = 25;

    public static async Task Run(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var stack = await BenchStack.Start(run, database);
        var floor = await FsyncFloor.Measure(run, database);
        run.Report.Tell("start.floor.fsynced_insert.p50", floor.P50, "ms");
        run.Report.Tell("start.floor.fsynced_insert.p99", floor.P99, "ms");

        run.Say($"starting {LiveMeanwhile} sessions that stay live during the measurements");
        var meanwhile = await EndBenchmark.Start(stack, LiveMeanwhile);
        run.Say("warming up");
        await Start(stack, run.Count(200, 10), atOnce: 8);
        await Measure(run, database, stack, "one_by_one", run.Count(400, 20), atOnce: 1);
        await Measure(run, database, stack, "8_at_a_time", run.Count(1_600, 40), atOnce: 8);
        foreach (var session in meanwhile) await session.DisposeAsync();
    }

    static async Task Measure(BenchRun run, BenchDatabase database, BenchStack stack, string name, int count, int atOnce)
    {
        run.Say($"{count} starts, {atOnce} at a time");
        var starts = await Start(stack, count, atOnce);
        var parts = await StartParts.Of(database, starts);
        var report = run.Report;
        var all = Samples.Of(starts.Select(start => start.BeyondHandshake));
        report.Tell($"start.{name}.upstream_handshake.p50", Samples.Of(starts.Select(start => start.Handshake)).P50, "ms");
        report.AtMost($"start.{name}.beyond_handshake.p50", all.P50, "ms", GoalP50);
        report.AtMost($"start.{name}.beyond_handshake.p99", all.P99, "ms", GoalP99);
        foreach (var (part, samples) in parts)
        {
            report.Tell($"start.{name}.{part}.p50", samples.P50, "ms");
            report.Tell($"start.{name}.{part}.p99", samples.P99, "ms");
        }
    }

    static async Task<IReadOnlyList<SeenStart>> Start(BenchStack stack, int count, int atOnce)
    {
        var (starts, gate) = (new List<SeenStart>(), new Lock());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (_, ct) =>
        {
            await using var session = new WatchedSession();
            await session.Follow(stack.Client.Address);
            var sent = TimeProvider.System.GetUtcNow().UtcDateTime;
            await stack.Client.Start(session.Conversation, session.Id);
            var seen = await session.Started.WaitAsync(Patience.Time, ct);
            lock (gate) starts.Add(new SeenStart(session.Conversation, sent, seen, session.ConnectMilliseconds));
            await stack.Client.End(session.Conversation, session.Id);
        });
        return starts;
    }
}

/// <summary>One start, by the clock of this machine.</summary>
/// <param name="Handshake">In whole milliseconds, rounded down: the rest counts as ours.</param>
sealed record SeenStart(string Conversation, DateTime Sent, DateTime Seen, double Handshake)
{
    public double BeyondHandshake => (Seen - Sent).TotalMilliseconds - Handshake;
}
