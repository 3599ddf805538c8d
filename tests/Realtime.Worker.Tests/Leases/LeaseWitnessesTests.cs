using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

/// <summary>Whether a worker that cannot renew its lease must drop its sessions, by the others' answers.</summary>
public sealed class LeaseWitnessesTests
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    static readonly Testimony Judges = new(new Witness(0), IsGone: false);
    static readonly Testimony SoonJudges = new(new Witness(1_999), IsGone: false);
    static readonly Testimony CutOffToo = new(new Witness(5_000), IsGone: false);
    static readonly Testimony Silent = new(null, IsGone: false);
    static readonly Testimony Gone = new(null, IsGone: true);

    [Fact]
    public void Without_other_workers_nobody_declares_it_lost() => Is(6_000);

    [Fact]
    public void The_worker_that_may_judge_first_counts()
    {
        Is(0, Judges);
        Is(1_999, CutOffToo, SoonJudges);
        Is(0, Gone, Silent, Judges);
    }

    [Fact]
    public void If_the_database_is_unavailable_to_all_that_answer_nobody_judges()
    {
        Is(5_000, CutOffToo);
        Is(5_000, CutOffToo, Silent, Gone);
    }

    [Fact]
    public void If_no_worker_answers_this_one_may_be_cut_off()
    {
        Is(0, Silent);
        Is(0, Silent, Gone);
    }

    [Fact]
    public void A_stopped_process_judges_nobody() => Is(6_000, Gone, Gone);

    static void Is(int milliseconds, params Testimony[] said) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), LeaseWitnesses.NobodyJudgesFor(said, Lease));
}
