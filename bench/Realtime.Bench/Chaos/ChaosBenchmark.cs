using Realtime.Bench.Figures;
using Realtime.Chaos;

namespace Realtime.Bench.Chaos;

/// <summary>Minutes of faults under load. No promise may break, and the system must recover within its bounds.</summary>
static class ChaosBenchmark
{
    const int LeaseSeconds = 2;
    const double LostBeyondLease = 2, ResumedBeyondLease = 3, PendingSeconds = 5;

    public static async Task Run(BenchRun run)
    {
        var outcome = await ChaosRun.Run(new ChaosOptions(run.Arguments.Seed ?? Random.Shared.Next(1_000_000))
        {
            Duration = run.Time(60 * (run.Arguments.Minutes ?? 5)),
            Kills = run.Arguments.Kills,
            LeaseSeconds = LeaseSeconds,
            LogFolder = run.Arguments.Logs,
            Broker = run.Arguments.Broker,
            Say = run.Say,
        });
        run.Say(outcome.ToString());

        var report = run.Report;
        report.Tell("chaos.seed", outcome.Seed, "seed");
        report.Tell("chaos.time", outcome.Elapsed.TotalSeconds, "s");
        if (run.Arguments.Kills is { } kills) report.AtLeast("chaos.kills", outcome.Kills, "kills", kills);
        else report.Tell("chaos.kills", outcome.Kills, "kills");
        foreach (var (fault, count) in outcome.Faults.OrderByDescending(fault => fault.Value))
            report.Tell($"chaos.faults.{fault.Replace(' ', '_')}", count, "times");
        report.Tell("chaos.sessions", outcome.Sessions, "sessions");
        report.Tell("chaos.events", outcome.Events, "events");
        report.Tell("chaos.promises", outcome.Promises, "answers");
        report.Tell("chaos.events_told", outcome.RecordedEvents, "events");
        report.AtMost("chaos.broken_promises", outcome.FindingCount, "findings", 0);
        report.AtMost("chaos.events_told_wrongly_or_not", outcome.WronglyTold, "events", 0);
        report.AtMost("chaos.sessions_lost_of_living_owners", outcome.LostOfTheLiving, "sessions", 0);
        report.Tell("chaos.sessions_poisoned", outcome.Poisoned, "sessions");
        report.Tell("chaos.sessions_ended_by_their_poison", outcome.EndedByPoison, "sessions");
        Waited(report, "chaos.worker_killed_to_end", outcome.Lost, LeaseSeconds + LostBeyondLease);
        Waited(report, "chaos.worker_killed_to_resumed_at_client", outcome.Resumed, LeaseSeconds + ResumedBeyondLease);
        Bounded(report, "chaos.database_back_to_pending_ends", Samples.Of(outcome.Pending), PendingSeconds, most: true);
        if (outcome.Stops.Count > 0) report.Tell("chaos.sigterm_to_exit.max", outcome.Stops.Max(), "s");
        foreach (var held in outcome.Survivors)
        {
            report.Tell($"chaos.survivor.{held.Process}.{held.What}.early", held.Early, held.What);
            report.Tell($"chaos.survivor.{held.Process}.{held.What}.late", held.Late, held.What);
        }
    }

    static void Waited(Report report, string name, Waits waits, double goal)
    {
        Bounded(report, name, Samples.Of(waits.Plain), goal, most: false);
        var through = Samples.Of(waits.WithOutage);
        report.Tell($"{name}.with_outage.samples", through.Count, "sessions");
        if (through.Count > 0) report.Tell($"{name}.with_outage.max", through.Max, "s");
    }

    static void Bounded(Report report, string name, Samples samples, double goal, bool most)
    {
        report.Tell($"{name}.samples", samples.Count, "sessions");
        if (samples.Count == 0) return;
        report.Tell($"{name}.p50", samples.P50, "s");
        if (most) report.AtMost($"{name}.max", samples.Max, "s", goal);
        else report.AtMost($"{name}.p99", samples.P99, "s", goal);
    }
}
