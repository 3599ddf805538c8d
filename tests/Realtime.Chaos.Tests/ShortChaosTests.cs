using Xunit.Abstractions;

namespace Realtime.Chaos.Tests;

/// <summary>Each test inflicts faults for 15 s. The long run, with its figures, is a benchmark.</summary>
public sealed class ShortChaosTests(ITestOutputHelper output)
{
    const int KnownSeed = 20_260;

    [Fact]
    public Task Nothing_is_lost_with_a_fixed_seed() => Run(KnownSeed);

    [Fact]
    public Task Nothing_is_lost_with_a_random_seed() => Run(Random.Shared.Next(1_000_000));

    [BrokerFact]
    public Task Nothing_is_lost_when_the_broker_that_carries_the_bus_is_killed() => Run(KnownSeed, broker: true);

    [ClockFact]
    public void The_run_moves_the_clocks_of_workers() => Assert.True(ChaosRun.CanMoveClocks);

    async Task Run(int seed, bool broker = false)
    {
        var outcome = await ChaosRun.Run(new ChaosOptions(seed) { Duration = TimeSpan.FromSeconds(15), Broker = broker, Talkers = 10,
            LeaseSeconds = 4, Say = output.WriteLine });
        output.WriteLine(outcome.ToString());
        Assert.True(outcome.FindingCount == 0, outcome.ToString());
        Assert.True(outcome is { Kills: > 0, Sessions: > 0, Promises: > 0, RecordedEvents: > 0, Poisoned: > 0 }, outcome.ToString());
    }
}
