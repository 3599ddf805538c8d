using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

public sealed class LossRulesTests
{
    [Fact]
    public void Nobody_is_declared_lost_while_all_leases_hold() => Assert.Null(LossRules.Taken([], new Random(1)));

    [Fact]
    public void A_lost_worker_belongs_to_the_one_that_recovers_it() =>
        Assert.Null(LossRules.Taken([Expired("a", 4.9, isLost: true)], new Random(1)));

    [Fact]
    public void A_recovery_that_stands_still_is_taken_over() =>
        Assert.Equal("a", LossRules.Taken([Expired("a", 5.1, isLost: true), Expired("b", 1, isLost: true)], new Random(1))?.Id);

    [Fact]
    public void When_many_are_lost_at_once_the_sweeps_begin_with_different_ones()
    {
        List<ExpiredWorker> zone = [.. Enumerable.Range(0, 60).Select(n => Expired($"w{n}", 1, isLost: false))];
        var begun = Enumerable.Range(0, 120).Select(sweep => LossRules.Taken(zone, new Random(sweep))!.Value.Id).Distinct().Count();
        Assert.True(begun > 30, $"120 sweeps began with only {begun} of 60 lost workers");
    }

    static ExpiredWorker Expired(string id, double overdue, bool isLost) =>
        new(id, DateTime.UnixEpoch, TimeSpan.FromSeconds(overdue), isLost);
}
