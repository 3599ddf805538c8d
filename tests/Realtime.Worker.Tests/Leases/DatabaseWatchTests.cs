using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

/// <summary>When a worker may declare others lost: after a whole lease in which the database answered it without a break.</summary>
public sealed class DatabaseWatchTests
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    readonly FakeTimeProvider time = new();
    readonly DatabaseWatch watch;

    public DatabaseWatchTests() => watch = new DatabaseWatch(Options.Create(new WorkerOptions { LeaseSeconds = 6 }), time);

    [Fact]
    public void Without_an_answer_it_judges_nobody() => Assert.Equal(Lease, watch.UntilJudgement);

    [Fact]
    public void After_a_lease_of_answers_it_may_judge()
    {
        Answers(seconds: 5);
        Assert.Equal(TimeSpan.FromSeconds(1), watch.UntilJudgement);
        Answers(seconds: 1);
        Assert.Equal(TimeSpan.Zero, watch.UntilJudgement);
    }

    [Fact]
    public void A_late_answer_is_an_outage_though_nothing_failed()
    {
        Answers(seconds: 10);
        var asked = time.GetTimestamp();
        time.Advance(Lease / 2 + TimeSpan.FromMilliseconds(1));
        Assert.Equal(Lease, watch.UntilJudgement); // also before the answer comes
        watch.Answered(asked);
        Assert.Equal(Lease, watch.UntilJudgement);
        Answers(seconds: 6);
        Assert.Equal(TimeSpan.Zero, watch.UntilJudgement);
    }

    [Fact]
    public void A_quick_answer_after_a_long_silence_is_an_outage_too()
    {
        Answers(seconds: 10);
        time.Advance(TimeSpan.FromSeconds(20)); // this process was paused
        watch.Answered(time.GetTimestamp());
        Assert.Equal(Lease, watch.UntilJudgement);
    }

    [Fact]
    public void A_failure_is_an_outage()
    {
        Answers(seconds: 10);
        watch.Interrupted();
        watch.Answered(time.GetTimestamp());
        Assert.Equal(Lease, watch.UntilJudgement);
    }

    [Fact]
    public void The_database_takes_writes_for_as_long_as_the_lease_holds()
    {
        Assert.False(watch.TakesWrites);
        watch.Renewed(time.GetTimestamp());
        time.Advance(Lease - TimeSpan.FromMilliseconds(1));
        Assert.True(watch.TakesWrites);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(watch.TakesWrites);
    }

    void Answers(int seconds)
    {
        if (watch.UntilJudgement == Lease) watch.Answered(time.GetTimestamp());
        for (var second = 0; second < seconds; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            watch.Answered(time.GetTimestamp());
        }
    }
}
