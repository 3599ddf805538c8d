using System.Diagnostics;
using System.Text.Json;
using Realtime.EventLog.Projections;
using Realtime.Sessions;
using Life = Realtime.Bench.Appends.Life;

namespace Realtime.Bench.Followers;

/// <summary>What the statistics of sessions cost the daemon: how fast it reads long talks for them alone.</summary>
static class StatisticsRebuild
{
    const int Turns = 100;
    static readonly JsonElement Item = JsonDocument.Parse("""{"type":"message","role":"assistant","content":[]}""").RootElement;

    public static async Task Measure(BenchRun run, Node log)
    {
        var sessions = run.Count(200, 10);
        run.Say($"statistics: {sessions} sessions of {Turns} turns, read from the beginning");
        await Parallel.ForAsync(0, sessions, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var session = Guid.CreateVersion7();
            await Life.Begin(log.Conversations, $"talk-{i}", session);
            SessionEvent[] turns = [.. Enumerable.Range(0, Turns).SelectMany(turn => Turn(session, turn))];
            await log.Conversations.Transact($"talk-{i}", new Record(session, Life.Owner, turns), CancellationToken.None);
        });
        var events = await log.Scalar<long>("select count(*) from mt_events");
        using var daemon = await log.Store.BuildProjectionDaemonAsync();
        var begun = Stopwatch.GetTimestamp();
        await daemon.RebuildProjectionAsync(StatisticsProjection.ShardName, CancellationToken.None);
        run.Report.Tell("lag.statistics.rebuild", events / Stopwatch.GetElapsedTime(begun).TotalSeconds, "events/s");
    }

    static SessionEvent[] Turn(Guid session, int turn) =>
        [new SpeechStopped(session, $"speech-{turn}", 900), new ItemAdded(session, $"item-{turn}", Item)];
}
