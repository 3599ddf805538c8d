using Realtime.Bench.Figures;
using Realtime.Fleet;

namespace Realtime.Bench.Scale;

/// <summary>The figures of one scenario.</summary>
sealed class ScaleFigures(Report report, string name, FleetRun run)
{
    /// <summary>The longest time in which everybody has service again after the last fault.</summary>
    const double MostSeconds = 60;

    readonly FleetOutcome outcome = run.Fleet.Outcome;

    public void Sessions(int wrong)
    {
        report.AtMost($"{name}.sessions_against_a_promise", wrong, "sessions", 0);
        foreach (var (reason, count) in outcome.Ends.OrderBy(end => end.Key))
            report.Tell($"{name}.ended.{reason.ToString().ToLowerInvariant()}", count, "sessions");
        report.Tell($"{name}.moved", outcome.Resumed, "times");
        report.Tell($"{name}.not_moved.no_owner_found", outcome.FoundNoOwner, "sessions");
        report.Tell($"{name}.not_moved.too_many_owners", outcome.OutOfOwners, "sessions");
        report.Tell($"{name}.owners.most", outcome.MostOwners, "owners");
        report.Tell($"{name}.leases_lost", outcome.LeasesLost, "leases");
        report.Tell($"{name}.renewals_late", outcome.LateRenewals, "renewals");
        report.Tell($"{name}.rows_slow", outcome.SlowRows, "rows");
        report.Tell($"{name}.lost_races", run.Fleet.Transactions.LostRaces, "races");
        report.Tell($"{name}.starts_retried", run.Fleet.Clients.Retries, "starts");
    }

    public void Times()
    {
        report.Tell($"{name}.until_in_order", run.Took.TotalSeconds, "s");
        if (outcome.RecoverySeconds.Count > 0)
        {
            var recovery = Samples.Of(outcome.RecoverySeconds.Select(seconds => (double)seconds));
            report.Tell($"{name}.recovery.p50", recovery.P50, "s");
            report.Tell($"{name}.recovery.p99", recovery.P99, "s");
            report.AtMost($"{name}.recovery.last", recovery.Max, "s", MostSeconds);
        }

        var start = Samples.Of(outcome.StartSeconds.Select(seconds => (double)seconds));
        report.Tell($"{name}.start.p50", start.P50, "s");
        report.Tell($"{name}.start.p99", start.P99, "s");
        report.Tell($"{name}.start.last", start.Max, "s");
        report.Tell($"{name}.offers_at_once.most", outcome.MostOffersAtOnce, "offers");
        report.Tell($"{name}.calls_between_workers.peak", run.Fleet.Network.Calls.Max(), "calls/s");
    }

    public void Store()
    {
        Statements("commits", StoreCosts.Commits);
        Statements("reads", statement => !StoreCosts.Commits(statement));
        foreach (var statement in Enum.GetValues<StoreStatement>())
        {
            var (mean, peak) = Load.Of(s => s == statement, Scenario.Begin, run.Until);
            var (_, cores) = Load.Cores(s => s == statement, Scenario.Begin, run.Until);
            if (peak == 0) continue;
            report.Tell($"{name}.store.{statement.ToString().ToLowerInvariant()}.mean", mean, "/s");
            report.Tell($"{name}.store.{statement.ToString().ToLowerInvariant()}.peak", peak, "/s");
            report.Tell($"{name}.store.{statement.ToString().ToLowerInvariant()}.peak_cores", cores, "cores");
        }

        report.Tell($"{name}.store.slowest_statement", Load.Slowest.TotalSeconds, "s");
        var (before, _) = Load.Cores(_ => true, TimeSpan.FromSeconds(5), Scenario.Begin);
        report.Tell($"{name}.store.cores.before", before, "cores");
        var busy = Load.Cores(_ => true, Scenario.Begin, run.Until);
        report.Tell($"{name}.store.cores.mean", busy.Mean, "cores");
        report.Tell($"{name}.store.cores.peak", busy.Peak, "cores");
    }

    StoreLoad Load => run.Fleet.Store.Load;

    void Statements(string what, Func<StoreStatement, bool> which)
    {
        var (mean, peak) = Load.Of(which, Scenario.Begin, run.Until);
        report.Tell($"{name}.store.{what}.mean", mean, "/s");
        report.Tell($"{name}.store.{what}.peak", peak, "/s");
    }
}
