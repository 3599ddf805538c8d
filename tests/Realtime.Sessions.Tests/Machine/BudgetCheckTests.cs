using Realtime.Sessions.Machine;
using Realtime.Sessions.Spending;
using static Realtime.Sessions.Tests.Machine.Talk;

namespace Realtime.Sessions.Tests.Machine;

/// <summary>A session whose tenant or key has used up a budget.</summary>
public sealed class BudgetCheckTests
{
    static readonly Overspending Over = new(new Budget(null, Period.Day, Measure.Tokens, 100), 120);
    static readonly Input OverBudget = new Input.BudgetChecked(Over, TimeSpan.FromSeconds(10));
    static readonly Input WithinBudget = new Input.BudgetChecked(null, TimeSpan.FromSeconds(10));

    [Fact]
    public void It_warns_its_clients_once_and_ends_after_the_grace()
    {
        var talk = Conversing().Happens(OverBudget).After(5).Happens(OverBudget);
        Assert.Equal([new Effect.Broadcast(new Notice.OverBudget(Session, Over, 10))], talk.Did<Effect.Broadcast>());
        Assert.Empty(talk.After(4.9).Did<Effect.StopIntake>());
        var ended = talk.After(2).Ended;
        Assert.Equal((EndReason.BudgetExhausted, "budget_exhausted"), (ended.Reason, ended.Error?.Code));
    }

    [Fact]
    public void It_goes_on_if_the_budget_has_room_again_before_and_is_warned_again_the_next_time()
    {
        var talk = Conversing().Happens(OverBudget).After(5).Happens(WithinBudget).After(3_000);
        Assert.Empty(talk.Did<Effect.Finish>());
        talk.Happens(OverBudget);
        Assert.Equal(2, talk.Did<Effect.Broadcast>().Length);
        Assert.Equal(EndReason.BudgetExhausted, talk.After(11).Ended.Reason);
    }

    [Fact]
    public void It_ends_at_once_without_a_grace() =>
        Assert.Equal(EndReason.BudgetExhausted,
            Conversing().Happens(new Input.BudgetChecked(Over, TimeSpan.Zero)).After(1).Ended.Reason);

    [Fact]
    public void It_ends_before_its_transport_is_up_too_and_then_never_started() =>
        Assert.Equal(EndReason.BudgetExhausted, Connecting().Happens(OverBudget).After(11).Ended.Reason);

    [Fact]
    public void What_arrived_before_the_end_is_recorded()
    {
        var talk = Conversing().Happens(OverBudget).After(10.001).Said(StopsSpeaking());
        Assert.Single(talk.Recorded<SpeechStopped>());
        Assert.Equal(EndReason.BudgetExhausted, talk.After(1).Ended.Reason);
    }

    [Fact]
    public void A_session_that_ends_for_another_reason_does_not_care()
    {
        var talk = Conversing().Happens(OverBudget).Happens(new Input.Stop(new StopCause(new SessionOutcome(EndReason.Requested))));
        Assert.Equal(EndReason.Requested, talk.Happens(OverBudget).After(30).Ended.Reason);
        Assert.Empty(talk.Did<Effect.Warn>());
    }
}
