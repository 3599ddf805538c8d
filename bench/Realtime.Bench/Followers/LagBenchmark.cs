using Npgsql;
using Realtime.Bench.Appends;
using Realtime.Bench.Figures;
using Life = Realtime.Bench.Appends.Life;

namespace Realtime.Bench.Followers;

/// <summary>
/// How far the session summaries and the seals lag behind the log while 32 writers of two services append and lose races to each other.
/// Every second a save is rolled back and leaves a gap in the sequence.
/// </summary>
static class LagBenchmark
{
    const int Writers = 32;
    const double Goal = 1_000;
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task Run(BenchRun run)
    {
        await Daemon(run);
        await using var database = await BenchDatabase.Start(run);
        await using var log = await Node.Start(database.ConnectionString);
        await StatisticsRebuild.Measure(run, log);
    }

    static async Task Daemon(BenchRun run)
    {
        await using var database = await BenchDatabase.Start(run);
        await using var log = await Node.Start(database.ConnectionString, runsDaemon: true);
        await using var other = await Node.Start(database.ConnectionString);
        Node[] services = [log, other];
        run.Say($"{Writers} writers of two services, of which every two share a conversation");
        var (mark, summaries, seals) = (new Samples(), new Samples(), new Samples());
        using var enough = new CancellationTokenSource();
        var watching = Watch(log.Database, mark, summaries, seals, enough.Token);
        var rollingBack = RollBack(log, enough.Token);
        await Rounds.For(run.Time(5), Writers, Live); // a warm-up for the daemon and the JIT compiler
        mark.Clear();
        summaries.Clear();
        seals.Clear();
        var before = await log.Scalar<long>("select count(*) from mt_events");
        var (done, time) = await Rounds.For(run.Time(20), Writers, Live);
        var events = await log.Scalar<long>("select count(*) from mt_events") - before;
        await enough.CancelAsync();
        await Task.WhenAll(watching, rollingBack);
        run.Report.Tell("lag.lives", done / time.TotalSeconds, "lives/s");
        run.Report.Tell("lag.events", events / time.TotalSeconds, "events/s");
        run.Report.Tell("lag.mark.p50", mark.P50, "ms");
        run.Report.Tell("lag.mark.p99", mark.P99, "ms");
        run.Report.AtMost("lag.summaries.p99", summaries.P99, "ms", Goal);
        run.Report.AtMost("lag.seals.p99", seals.P99, "ms", Goal);

        async Task Live(int writer)
        {
            // Two writers that share a conversation start at the same moment, so that one of them loses the race or is refused.
            foreach (var command in Life.Commands(Guid.CreateVersion7()))
            {
                try
                {
                    await services[writer % 2].Conversations.Transact($"lag-{writer / 2}", command, CancellationToken.None);
                }
                catch (Sessions.SessionRefusedException)
                {
                    await Task.Delay(Interval); // no client asks again at once
                    break;
                }
            }
        }
    }

    /// <summary>Takes a sequence number without an event, as a failed save does.</summary>
    static async Task RollBack(Node log, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await log.Scalar<long>("select nextval('mt_events_sequence')");
            await Task.Delay(TimeSpan.FromSeconds(1), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Samples the age of the oldest event that each of them has not yet processed.</summary>
    static async Task Watch(NpgsqlDataSource database, Samples mark, Samples summaries, Samples seals, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            mark.Add(await Oldest(database, "HighWaterMark"));
            summaries.Add(await Oldest(database, "SessionSummary:All"));
            seals.Add(await Oldest(database, "Seals:All"));
            await Task.Delay(Interval, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task<double> Oldest(NpgsqlDataSource database, string reader)
    {
        await using var command = database.CreateCommand(
            """
            select coalesce(extract(epoch from clock_timestamp() - e.timestamp) * 1000, 0)::float8
            from (select coalesce(max(last_seq_id), 0) as seq from mt_event_progression where name = $1) reached
            left join lateral (select timestamp from mt_events where seq_id > reached.seq order by seq_id limit 1) e on true
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reader });
        return (double)(await command.ExecuteScalarAsync())!;
    }
}
