using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

/// <summary>Whether a worker that cannot renew its lease must drop its sessions, by the others' answers.</summary>
public sealed class LeaseWitnessesTests
{
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    static readonly Testimony Judges = new(new Witness(0), IsGone: false);
    static readonly Testimony SoonJudges = new(new Witness(1_999), IsGone: false);
    static readonly Testimony CutOffToo = new(new Witness(5_000), IsGone: false);
    static readonly Testimony Silent = new(null, IsGone: false);
    static readonly Testimony Gone = new(null, IsGone: true);

    [Fact]
    public void Without_other_workers_nobody_declares_it_lost() => Is(false);

    [Fact]
    public void One_worker_that_may_judge_now_or_soon_is_enough()
    {
        Is(true, Judges);
        Is(true, CutOffToo, SoonJudges);
        Is(true, Gone, Silent, Judges);
    }

    [Fact]
    public void If_the_database_is_unavailable_to_all_that_answer_nobody_judges()
    {
        Is(false, CutOffToo);
        Is(false, CutOffToo, Silent, Gone);
    }

    [Fact]
    public void If_no_worker_answers_this_one_may_be_cut_off()
    {
        Is(true, Silent);
        Is(true, Silent, Gone);
    }

    [Fact]
    public void A_stopped_process_judges_nobody() => Is(false, Gone, Gone);

    static void Is(bool expected, params Testimony[] said) => Assert.Equal(expected, LeaseWitnesses.MayJudge(said, Margin));
}
