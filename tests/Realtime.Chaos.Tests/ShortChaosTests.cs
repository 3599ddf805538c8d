using Xunit.Abstractions;

namespace Realtime.Chaos.Tests;

/// <summary>A quarter of a minute of faults each. The long run, with its figures, is of the benchmarks.</summary>
public sealed class ShortChaosTests(ITestOutputHelper output)
{
    const int KnownSeed = 20_260;

    [Fact]
    public Task Nothing_is_lost_with_a_seed_that_every_machine_has() => Run(KnownSeed);

    [Fact]
    public Task Nothing_is_lost_with_a_seed_that_no_machine_had_before() => Run(Random.Shared.Next(1_000_000));

    [BrokerFact]
    public Task Nothing_is_lost_where_a_broker_carries_the_bus_and_is_killed() => Run(KnownSeed, broker: true);

    [ClockFact]
    public void The_clocks_of_workers_are_moved_too() => Assert.True(ChaosRun.CanMoveClocks);

    async Task Run(int seed, bool broker = false)
    {
        var outcome = await ChaosRun.Run(new ChaosOptions(seed) { Duration = TimeSpan.FromSeconds(15), Broker = broker, Talkers = 10, LeaseSeconds = 4, Say = output.WriteLine });
        output.WriteLine(outcome.ToString());
        Assert.True(outcome.FindingCount == 0, outcome.ToString());
        Assert.True(outcome is { Kills: > 0, Sessions: > 0, Promises: > 0, RecordedEvents: > 0 }, outcome.ToString());
    }
}
