using Realtime.Fleet;

namespace Realtime.Worker.Tests.Scale;

/// <summary>
/// Fleets of 10,000 sessions in virtual time, by the worker's own rules: whatever fails, each session ends once or lives on at one owner.
/// </summary>
public sealed class FleetTests
{
    [Theory]
    [InlineData("rolling")]
    [InlineData("zone")]
    [InlineData("failover")]
    [InlineData("overlap")]
    public void Every_session_ends_once_or_lives_on_at_one_owner(string scenario)
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var wrong = Run(scenario, seed).Run();
            Assert.True(wrong.Count == 0, $"{scenario}, seed {seed}: {string.Join(", ", wrong.Select(w => $"{w.Value} {w.Key}"))}");
        }
    }

    [Fact]
    public void In_a_large_fleet_too_a_cut_off_worker_lets_go_of_its_sessions_before_others_take_them()
    {
        var run = new FleetRun(new FleetOptions { Sessions = 10_000, Workers = 200, Seed = 1 }, Scenario.All.Single(s => s.Name == "zone"));
        Assert.Empty(run.Run());
        Assert.Equal(34, run.Fleet.Outcome.LeasesLost); // each of those that were cut off, and nobody else
    }

    [Fact]
    public void A_seed_fixes_the_whole_run()
    {
        Assert.Equal(Story(1), Story(1));
        Assert.NotEqual(Story(1), Story(2));

        static string Story(int seed)
        {
            var run = Run("overlap", seed, sessions: 2_000);
            run.Run();
            var outcome = run.Fleet.Outcome;
            return string.Join(' ', run.Until, outcome.Resumed, run.Fleet.Transactions.LostRaces, outcome.RecoverySeconds.Sum(),
                string.Join(',', outcome.Ends.Select(end => $"{end.Key}={end.Value}")));
        }
    }

    static FleetRun Run(string scenario, int seed, int sessions = 10_000) =>
        new(new FleetOptions { Sessions = sessions, Workers = 20, Seed = seed }, Scenario.All.Single(s => s.Name == scenario));
}
