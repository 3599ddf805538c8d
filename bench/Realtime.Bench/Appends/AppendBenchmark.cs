using Realtime.Sessions;

namespace Realtime.Bench.Appends;

/// <summary>
/// Compares appends through the decider and the store with plain Npgsql that writes the same rows. Also measures the journal.
/// </summary>
static class AppendBenchmark
{
    const int EventsOfABatch = 20;
    const double LeastOfFloor = 0.60;
    const double TimesMarten = 2;
    const double HotAppends = 400;

    public static async Task Run(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var log = await Node.Start(database.ConnectionString);
        var floor = await FsyncFloor.Measure(run, database);
        run.Report.Tell("append.floor.fsynced_insert.p50", floor.P50, "ms");
        var rounds = new Rounds(run, run.Count(4, 1), run.Time(3));

        foreach (var streams in (int[])[1, 8, 32]) await Single(run, database, log, rounds, streams);
        foreach (var streams in (int[])[1, 8, 32]) await Batches(run, database, log, rounds, streams);
        await JournalLoad.Measure(run, database, log, rounds);
        await HotStream(run, log);
        await Gaps(run, database);
    }

    /// <summary>Measures only the worker's journal.</summary>
    public static async Task Journal(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var log = await Node.Start(database.ConnectionString);
        await JournalLoad.Measure(run, database, log, new Rounds(run, run.Count(4, 1), run.Time(3)));
        await Gaps(run, database);
    }

    static async Task Gaps(BenchRun run, BenchDatabase database) =>
        run.Report.AtMost("append.streams_with_gaps", await database.Ask<long>(
            """
            select count(*) from mt_streams s
            left join lateral (select count(*) as n, max(version) as last from mt_events e where e.stream_id = s.id) e on true
            where e.n <> s.version or e.last <> s.version
            """), "streams", 0);

    /// <summary>One event for each append. Each append rewrites the conversation's document.</summary>
    static async Task Single(BenchRun run, BenchDatabase database, Node log, Rounds rounds, int streams)
    {
        run.Say($"single lifecycle events, {streams} streams");
        await using var plain = await SingleEventFloor.Open(database.ConnectionString, streams);
        var lives = new Lives(streams);
        var (floor, ours) =
            await rounds.Run(streams, plain.Append, i => log.Conversations.Transact(lives.Name(i), lives.Next(i), CancellationToken.None));
        run.Report.Tell($"append.single.{streams}_streams.floor", floor, "appends/s");
        run.Report.Tell($"append.single.{streams}_streams.ours", ours, "appends/s");
        if (streams < 32)
        {
            run.Report.Tell($"append.single.{streams}_streams.of_floor", ours / floor, "x");
            return;
        }

        run.Report.AtLeast($"append.single.{streams}_streams.of_floor", ours / floor, "x", LeastOfFloor);
        await BesideMarten(run, log, rounds, streams);
    }

    static async Task BesideMarten(BenchRun run, Node log, Rounds rounds, int streams)
    {
        run.Say($"the same by Marten's FetchForWriting, {streams} streams");
        var (martens, ours) = (new Lives(streams), new Lives(streams));
        var (marten, we) = await rounds.Run(streams,
            i => MartensWay.Transact(log.Store, martens.Name(i), martens.Next(i)),
            i => log.Conversations.Transact(ours.Name(i), ours.Next(i), CancellationToken.None));
        run.Report.Tell($"append.single.{streams}_streams.martens_api", marten, "appends/s");
        run.Report.AtLeast($"append.single.{streams}_streams.to_martens_api", we / marten, "x", TimesMarten);
    }

    static async Task Batches(BenchRun run, BenchDatabase database, Node log, Rounds rounds, int streams)
    {
        run.Say($"transcript batches of {EventsOfABatch}, {streams} streams");
        var writers = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => PlainWriter.Open(database.ConnectionString)));
        var names = Enumerable.Range(0, streams).Select(_ => $"batch-{Guid.NewGuid():N}").ToArray();
        var sessions = names.Select(_ => Guid.CreateVersion7()).ToArray();
        var data = sessions.Select(session => Life.Words(session, EventsOfABatch).Select(Life.Data).ToArray()).ToArray();
        for (var i = 0; i < streams; i++) await Life.Begin(log.Conversations, names[i], sessions[i]);

        var (floor, ours) = await rounds.Run(streams,
            i => writers[i].Append("plain-" + names[i], "transcript_delta", data[i]),
            i => log.Conversations.Transact(names[i], new Record(sessions[i], Life.Owner, Life.Words(sessions[i], EventsOfABatch)),
                CancellationToken.None));
        foreach (var writer in writers) await writer.DisposeAsync();
        run.Report.Tell($"append.batch.{streams}_streams.ours", ours * EventsOfABatch, "events/s");
        run.Report.Tell($"append.batch.{streams}_streams.of_floor", ours / floor, "x");
    }

    /// <summary>Many writers of one stream. Every race has a loser, which loads and decides again.</summary>
    static async Task HotStream(BenchRun run, Node log)
    {
        const int Writers = 16;
        run.Say($"one stream, {Writers} writers");
        var (name, session) = ($"hot-{Guid.NewGuid():N}", Guid.CreateVersion7());
        var begun = await Life.Begin(log.Conversations, name, session);
        var (done, time) = await Rounds.For(run.Time(3), Writers,
            _ => log.Conversations.Transact(name, new Record(session, Life.Owner, Life.Words(session, 1)), CancellationToken.None));
        var now = await log.Conversations.Load(name, CancellationToken.None);
        run.Report.AtLeast("append.hot_stream.16_writers", done / time.TotalSeconds, "appends/s", HotAppends);
        run.Report.AtMost("append.hot_stream.appends_lost", done - (now!.Version - begun.Version), "appends", 0);
    }
}
