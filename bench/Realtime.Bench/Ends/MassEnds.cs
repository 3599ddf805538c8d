using System.Diagnostics;
using Realtime.Bench.Figures;

namespace Realtime.Bench.Ends;

/// <summary>Many ends at once: a worker stops or is killed, or upstream dies.</summary>
static class MassEnds
{
    const double MostSeconds = 0.3;

    /// <summary>Sends SIGTERM to the worker.</summary>
    public static async Task Shutdown(BenchRun run, BenchStack stack, List<WatchedSession> sessions)
    {
        run.Say($"ends: server_shutdown of {sessions.Count}");
        var worker = stack.Worker;
        await worker.Stop();
        var ends = await EndRecord.Of(worker, sessions.Select(s => s.Id).ToHashSet());
        run.Report.Tell("end.server_shutdown.100_sessions.first_cause_to_last_committed",
            (ends.Values.Max(e => e.CommittedAt) - ends.Values.Min(e => e.KnownAt)).TotalMilliseconds, "ms");
        await Close(sessions);
        await stack.StartWorker();
    }

    /// <summary>Kills the worker with kill -9. Another finds that its lease has expired.</summary>
    public static async Task LostWorker(BenchRun run, BenchStack stack)
    {
        run.Say("ends: worker_lost of 100, after a lease of 10 s");
        var dying = stack.Worker;
        var sessions = await EndBenchmark.Start(stack, 100);
        await stack.StartWorker();
        await Task.Delay(TimeSpan.FromSeconds(10)); // a worker declares no other lost in the first lease after its start
        var killed = TimeProvider.System.GetUtcNow().UtcDateTime;
        await dying.Kill();
        var seen = new Samples();
        foreach (var session in sessions) seen.Add(await session.Ended.WaitAsync(Patience.Time) - killed);
        run.Report.Tell("end.worker_lost.kill_to_first_seen", seen.Min / 1_000, "s");
        run.Report.Tell("end.worker_lost.kill_to_last_seen", seen.Max / 1_000, "s");
        await Close(sessions);
    }

    /// <summary>
    /// Kills the simulator with kill -9, so that every connection breaks at once. The system frees the memory of a killed process before it
    /// closes its connections, so a connection of our own tells when the first of them breaks.
    /// </summary>
    public static async Task UpstreamVanishes(BenchRun run, BenchStack stack, BenchDatabase database)
    {
        var count = run.Count(1_000, 100);
        using var witness = BrokenConnection.To(stack.Simulator.Address); // opened first: a dying process closes the oldest connection first
        run.Say($"mass end: starting {count} sessions");
        var sessions = await EndBenchmark.Start(stack, count);
        var asked = new Samples();
        using var enough = new CancellationTokenSource();
        var asking = Ask(stack, sessions[0].Conversation, asked, enough.Token);
        await Task.Delay(500);

        run.Say("mass end: killing the simulator");
        var killed = TimeProvider.System.GetUtcNow().UtcDateTime;
        await stack.Simulator.Kill();
        foreach (var session in sessions) await session.Ended.WaitAsync(Patience.Time);
        var seen = (await Task.WhenAll(sessions.Select(s => s.Ended))).Max();
        await enough.CancelAsync();
        await asking;
        var ends = await EndRecord.Of(stack.Worker, sessions.Select(s => s.Id).ToHashSet());
        var broken = await witness.Broken.WaitAsync(Patience.Time);
        if (broken < killed) broken = killed; // the server had closed the idle connection

        var name = $"end.mass.{count}_sessions";
        run.Report.Tell($"{name}.kill_to_first_broken", (broken - killed).TotalSeconds, "s");
        run.Report.AtMost($"{name}.broken_to_last_committed", (ends.Values.Max(e => e.CommittedAt) - broken).TotalSeconds, "s", MostSeconds);
        run.Report.Tell($"{name}.broken_to_first_known", (ends.Values.Min(e => e.KnownAt) - broken).TotalSeconds, "s");
        run.Report.Tell($"{name}.broken_to_last_known", (ends.Values.Max(e => e.KnownAt) - broken).TotalSeconds, "s");
        run.Report.Tell($"{name}.committed.p50", Samples.Of(ends.Values.Select(e => e.RecordMilliseconds)).P50, "ms");
        run.Report.Tell($"{name}.broken_to_last_seen", (seen - broken).TotalSeconds, "s");
        run.Report.Tell("end.mass.api_answers_meanwhile.max", asked.Max, "ms");
        var once = await database.Ask<long>(
            "select count(*) from (select data ->> 'sessionId' from mt_events where type = 'session_requested' group by 1) r");
        var doubled = await database.Ask<long>(
            "select count(*) from (select data ->> 'sessionId' from mt_events where type = "
            + "'session_ended' group by 1 having count(*) > 1) d");
        var open = once - await database.Ask<long>("select count(*) from mt_events where type = 'session_ended'");
        run.Report.AtMost("end.mass.sessions_without_an_end_or_with_two", doubled + open, "sessions", 0);
        await Close(sessions);
    }

    static async Task Ask(BenchStack stack, string conversation, Samples samples, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await stack.Client.State(conversation);
            samples.Add(Stopwatch.GetElapsedTime(begun));
            await Task.Delay(20, CancellationToken.None);
        }
    }

    static async Task Close(List<WatchedSession> sessions)
    {
        foreach (var session in sessions) await session.DisposeAsync();
    }
}
