using System.Diagnostics;
using Realtime.Fleet;

namespace Realtime.Bench.Scale;

/// <summary>A million sessions over 200 workers in virtual time: restarts, a lost zone, a fail-over of the store, and all at once.</summary>
static class ScaleBenchmark
{
    public static async Task Run(BenchRun run)
    {
        var options = new FleetOptions
        {
            Sessions = run.Arguments.Sessions ?? run.Count(1_000_000, 20_000),
            Workers = run.Arguments.Workers ?? run.Count(200, 20),
            Seed = run.Arguments.Seed ?? 1,
        };
        foreach (var scenario in Scenario.All.Where(s => run.Arguments.Scenario is not { } one || s.Name == one))
        {
            run.Say($"scale {scenario.Name}: {options.Sessions} sessions, {options.Workers} workers, seed {options.Seed}");
            await Task.Run(() => Run(run, options, scenario));
        }
    }

    static void Run(BenchRun run, FleetOptions options, Scenario scenario)
    {
        var begun = Stopwatch.GetTimestamp();
        var fleet = new FleetRun(options, scenario, run.Say);
        var wrong = fleet.Run();
        foreach (var (what, sessions) in wrong) run.Say($"scale {scenario.Name}: {sessions} {what}");
        var figures = new ScaleFigures(run.Report, $"scale.{scenario.Name}", fleet);
        figures.Sessions(wrong.Values.Sum());
        figures.Times();
        figures.Store();
        run.Say($"scale {scenario.Name}: {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s, "
            + $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MiB at most");
    }
}
