using Npgsql;
using Realtime.Bench.Appends;
using Realtime.Bench.Figures;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Bench.Reads;

/// <summary>
/// Folds a long stream, and reads it page by page, compared with plain Npgsql that reads the same rows and parses the same JSON.
/// </summary>
static class ReadBenchmark
{
    const int Events = 10_000;
    const int PageSize = 200;
    const double MostOfFloor = 1.2;

    public static async Task Run(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var log = await Node.Start(database.ConnectionString);
        await using var plain = NpgsqlDataSource.Create(database.ConnectionString + ";Max Auto Prepare=16");
        run.Say($"writing a stream of {Events} events");
        var (stream, session) = ("long", Guid.CreateVersion7());
        var version = (await Life.Begin(log.Conversations, stream, session)).Version;
        while (version < Events)
            version = (await log.Conversations.Transact(stream,
                new Record(session, Life.Owner, Life.Words(session, (int)Math.Min(500, Events - version))),
                CancellationToken.None)).Version;

        var reader = new PlainReader(plain, stream);
        await Compare(run, "read.fold", reader.Fold, () => Fold(log, stream));
        await Compare(run, "read.martens_fetch", reader.Fold, () => MartensFetch(log, stream), isGoal: false);
        await Compare(run, "read.fold_paged", () => reader.Pages(PageSize, decode: true), () => Pages(log, stream, decode: true));
        await Compare(run, "read.pages", () => reader.Pages(PageSize, decode: false), () => Pages(log, stream, decode: false));
    }

    static async Task Compare(BenchRun run, string name, Func<Task<long>> floor, Func<Task<long>> ours, bool isGoal = true)
    {
        run.Say(name);
        var (floorTimes, ourTimes) = (new Samples(), new Samples());
        for (var i = -5; i < run.Count(40, 5); i++)
        {
            var (before, after) = (await Timed(floor), await Timed(ours));
            if (i < 0) continue;
            floorTimes.Add(before);
            ourTimes.Add(after);
        }

        run.Report.Tell($"{name}.{Events}_events.floor", floorTimes.P50, "ms");
        run.Report.Tell($"{name}.{Events}_events.ours", ourTimes.P50, "ms");
        if (isGoal) run.Report.AtMost($"{name}.{Events}_events.of_floor", ourTimes.P50 / floorTimes.P50, "x", MostOfFloor);
        else run.Report.Tell($"{name}.{Events}_events.of_floor", ourTimes.P50 / floorTimes.P50, "x");
    }

    static async Task<TimeSpan> Timed(Func<Task<long>> read)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var last = await read();
        return last == Events
            ? TimeProvider.System.GetElapsedTime(begun)
            : throw new InvalidOperationException($"Read up to {last} of {Events}.");
    }

    /// <summary>As the audit folds a conversation's state at a version.</summary>
    static async Task<long> Fold(Node log, string stream)
    {
        var then = await StateThen.Fold(log.Reader, DefaultTenant.Of(stream), Events, CancellationToken.None);
        return then.State.Live is null ? 0 : then.Version;
    }

    static async Task<long> MartensFetch(Node log, string stream)
    {
        await using var session = log.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(stream);
        var state = events.Aggregate(Conversation.Unborn(stream), (now, e) => now.After((ConversationEvent)e.Data));
        return state.Live is null ? 0 : events[^1].Version;
    }

    static async Task<long> Pages(Node log, string stream, bool decode)
    {
        var (state, after) = (Conversation.Unborn(stream), 0L);
        while (await log.Reader.Page(stream, after, PageSize, CancellationToken.None) is { Events: { Count: > 0 } page })
        {
            if (decode) state = state.After(page.Select(e => e.Decode()));
            after = page[^1].Version;
        }

        return decode && state.Live is null ? 0 : after;
    }
}
