using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

public sealed class LeaseRulesTests
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(12);

    [Theory]
    [InlineData(0, 3.2)]
    [InlineData(1, 4)]
    public void A_worker_renews_three_times_in_a_lease(double random, double seconds) =>
        Assert.Equal(seconds, LeaseRules.Pause(Lease, random).TotalSeconds, precision: 6);

    [Fact]
    public void The_witnesses_have_answered_when_the_lease_ends_even_if_a_renewal_hangs() =>
        Assert.True(LeaseRules.Pause(Lease, 1) + LeaseRules.Patience(Lease) + LeaseRules.WitnessPatience(Lease) < Lease);

    [Theory]
    [InlineData(10, 3)]
    [InlineData(2, 2)]
    [InlineData(0.21, 0.21)]
    public void A_try_ends_when_others_may_take_the_sessions(double safe, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LeaseRules.Within(TimeSpan.FromSeconds(safe), Lease));

    [Fact]
    public void Without_a_lease_a_try_takes_a_quarter_of_one() => Assert.Equal(Lease / 4, LeaseRules.Within(null, Lease));

    [Fact]
    public void No_try_ends_after_the_lease()
    {
        for (var milliseconds = 0; milliseconds < 12_000; milliseconds++)
        {
            var safe = TimeSpan.FromMilliseconds(milliseconds);
            if (LeaseRules.IsEnding(safe)) continue;
            var next = safe - LeaseRules.RetryPause;
            Assert.True(LeaseRules.Within(next, Lease) <= next, $"{milliseconds} ms before the end of the lease");
        }
    }

    [Theory]
    [InlineData(0, 9, true)]
    [InlineData(5.9, 9, true)]
    [InlineData(6, 9, false)]
    [InlineData(12, 12, false)]
    [InlineData(0, 0.4, false)]
    public void Witnesses_are_asked_again_when_half_a_lease_of_their_answer_is_left(double reprieve, double safe, bool asks) =>
        Assert.Equal(asks, LeaseRules.MustAsk(TimeSpan.FromSeconds(reprieve), TimeSpan.FromSeconds(safe), Lease));

    [Fact]
    public void Witnesses_that_were_never_asked_are_asked_even_at_the_end() =>
        Assert.True(LeaseRules.MustAsk(null, TimeSpan.Zero, Lease));
}
