using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

public sealed class SweepRulesTests
{
    readonly Random random = new(1);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void In_a_small_fleet_every_sweep_looks(int workers) =>
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.True(SweepRules.Looks(workers, random)));

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(2_000)]
    public void In_a_large_fleet_about_eight_workers_look_in_the_time_of_a_sweep(int workers)
    {
        const int Times = 1_000;
        var looks = Enumerable.Range(0, Times * workers).Count(_ => SweepRules.Looks(workers, random));
        Assert.InRange((double)looks / Times, 7.5, 8.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void In_a_small_fleet_a_sweep_takes_all_that_wait_the_longest_waiting_first(int workers)
    {
        var waiting = Waiting(SweepRules.Read(workers));
        Assert.Equal(waiting, SweepRules.Share(waiting, workers, skipped: 0, random));
    }

    [Fact]
    public void In_a_large_fleet_the_sweeps_of_a_moment_take_mostly_different_sessions()
    {
        var waiting = Waiting(SweepRules.Read(200));
        var taken = Enumerable.Range(0, 8).SelectMany(_ => SweepRules.Share(waiting, 200, skipped: 0, random)).ToList();
        Assert.Equal(waiting.Count, taken.Count);
        Assert.True(taken.Distinct().Count() > 0.6 * taken.Count);
    }

    [Fact]
    public void The_sweeps_of_a_few_seconds_leave_out_nobody()
    {
        var waiting = Waiting(400);
        var taken = Enumerable.Range(0, 8 * 5).SelectMany(_ => SweepRules.Share(waiting, 200, skipped: 0, random)).Distinct();
        Assert.Equal(waiting, taken.Order());
    }

    [Fact]
    public void A_few_waiting_sessions_are_all_taken_in_their_order() =>
        Assert.Equal(Waiting(16), SweepRules.Share(Waiting(16), 200, skipped: 0, random));

    [Fact]
    public void Rows_that_are_skipped_do_not_take_the_places_of_others() =>
        Assert.Equal(16 + 100, SweepRules.Share(Waiting(116), 200, skipped: 100, random).Count);

    static List<int> Waiting(int count) => [.. Enumerable.Range(0, count)];
}
