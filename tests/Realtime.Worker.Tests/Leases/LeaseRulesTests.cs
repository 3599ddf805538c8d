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
    public void The_first_answers_are_there_when_the_lease_ends_even_if_a_renewal_hangs() =>
        Assert.True(LeaseRules.Pause(Lease, 1) + LeaseRules.Patience(Lease) + LeaseRules.WitnessPatience(Lease) < Lease);

    [Theory]
    [InlineData(10, 3)]
    [InlineData(3.2, 2)]
    [InlineData(1.5, 0.3)]
    public void After_a_try_there_is_time_to_ask_once_more(double safe, double seconds) =>
        Assert.Equal(seconds, LeaseRules.Within(TimeSpan.FromSeconds(safe), Lease).TotalSeconds, precision: 6);

    [Fact]
    public void Without_a_lease_a_try_takes_a_quarter_of_one() => Assert.Equal(Lease / 4, LeaseRules.Within(null, Lease));

    [Fact]
    public void No_try_and_no_last_answers_end_after_the_lease()
    {
        for (var milliseconds = 0; milliseconds < 12_000; milliseconds++)
        {
            var safe = TimeSpan.FromMilliseconds(milliseconds);
            if (LeaseRules.IsEnding(safe, Lease)) continue;
            var next = safe - LeaseRules.RetryPause;
            Assert.True(LeaseRules.Within(next, Lease) + LeaseRules.LastAnswers(Lease) <= next, $"{milliseconds} ms before the end");
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(12, false)]
    public void Witnesses_are_asked_again_when_half_a_lease_of_their_answer_is_left(int? reprieve, bool asks) =>
        Assert.Equal(asks, LeaseRules.MustAsk(reprieve is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Lease));
}
