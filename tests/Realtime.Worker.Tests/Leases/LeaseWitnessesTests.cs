using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

/// <summary>Whether a worker that cannot renew its lease must let go of its sessions, by what the others say.</summary>
public sealed class LeaseWitnessesTests
{
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    static readonly Testimony Judges = new(new Witness(0), IsGone: false);
    static readonly Testimony SoonJudges = new(new Witness(1_999), IsGone: false);
    static readonly Testimony CutOffToo = new(new Witness(5_000), IsGone: false);
    static readonly Testimony Silent = new(null, IsGone: false);
    static readonly Testimony Gone = new(null, IsGone: true);

    [Fact]
    public void Alone_it_is_judged_by_nobody() => Is(false);

    [Fact]
    public void One_that_may_judge_or_soon_may_is_enough()
    {
        Is(true, Judges);
        Is(true, CutOffToo, SoonJudges);
        Is(true, Gone, Silent, Judges);
    }

    [Fact]
    public void Where_the_database_is_away_for_those_that_answer_nobody_judges()
    {
        Is(false, CutOffToo);
        Is(false, CutOffToo, Silent, Gone);
    }

    [Fact]
    public void Where_nobody_answers_this_worker_may_be_the_one_that_is_cut_off()
    {
        Is(true, Silent);
        Is(true, Silent, Gone);
    }

    [Fact]
    public void A_process_that_is_not_there_judges_nobody() => Is(false, Gone, Gone);

    static void Is(bool expected, params Testimony[] said) => Assert.Equal(expected, LeaseWitnesses.MayJudge(said, Margin));
}
