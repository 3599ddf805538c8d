using Realtime.Sessions.Spending;

namespace Realtime.Sessions.Tests.Spending;

/// <summary>When a budget is used up.</summary>
public sealed class OverspendingTests
{
    static readonly DateTimeOffset Now = new(2026, 2, 28, 23, 30, 0, TimeSpan.Zero);

    static readonly Spent[] Spent =
    [
        new("key-a", "tokens", Day: 60, Month: 900), new("key-b", "tokens", Day: 40, Month: 50),
        new("key-a", "session_seconds", Day: 90, Month: 600),
    ];

    static Overspending? Of(params Budget[] budgets) => Overspending.Of(budgets, Spent);

    [Fact]
    public void A_tenants_budget_is_used_up_by_all_its_keys_together() =>
        Assert.Equal(100, Of(new Budget(null, Period.Day, Measure.Tokens, 100))!.Spent);

    [Fact]
    public void A_keys_budget_is_used_up_by_that_key_alone()
    {
        Assert.Null(Of(new Budget("key-b", Period.Day, Measure.Tokens, 41)));
        Assert.Equal(40, Of(new Budget("key-b", Period.Day, Measure.Tokens, 40))!.Spent);
    }

    [Fact]
    public void Day_and_month_have_budgets_of_their_own()
    {
        Assert.Null(Of(new Budget(null, Period.Day, Measure.Tokens, 101)));
        Assert.Equal(950, Of(new Budget(null, Period.Month, Measure.Tokens, 950))!.Spent);
    }

    [Fact]
    public void Time_is_counted_in_seconds_and_limited_in_minutes()
    {
        Assert.Equal(1.5m, Of(new Budget(null, Period.Day, Measure.SessionMinutes, 1.5m))!.Spent);
        Assert.Null(Of(new Budget(null, Period.Day, Measure.SessionMinutes, 1.6m)));
    }

    [Fact]
    public void A_budget_of_nothing_is_used_up_before_anything_is_spent() =>
        Assert.NotNull(Overspending.Of([new Budget(null, Period.Day, Measure.Tokens, 0)], []));

    [Fact]
    public void The_words_say_whose_budget_it_is_and_how_much_of_it_is_spent() =>
        Assert.Equal("This tenant has spent 1.5 sessionMinutes of the 1 of its day.",
            Of(new Budget(null, Period.Day, Measure.SessionMinutes, 1))!.Error.Message);

    [Fact]
    public void Money_counts_in_its_own_currency_and_what_has_no_price_is_not_in_it()
    {
        var done = new ResponseDone(Guid.NewGuid(), "r", "completed", new TokenUsage(3, 4)) { Cost = new Cost(0.0125m, "EUR", "v1") };
        Assert.Equal([(Measure.Tokens, 7m), (Measure.Cost("EUR"), 0.0125m)], Measure.In(done));
        Assert.Equal([(Measure.Tokens, 7m)], Measure.In(done with { Cost = null }));
        Assert.Empty(Measure.In(done with { Cost = null, Usage = null }));
        Assert.Equal([(Measure.Cost("USD"), 0.01m)], Measure.In(new TranscriptCompleted(Guid.NewGuid(), "i", "user", "hi")
            { Usage = new TranscriptionUsage("m", null, 1.5m), Cost = new Cost(0.01m, "USD", "v1") }));

        var spent = Measure.In(done).Select(each => new Spent("", each.Measure.Stored, each.Amount, each.Amount)).ToArray();
        Assert.Null(Overspending.Of([new Budget(null, Period.Day, Measure.Cost("USD"), 0.01m)], spent));
        Assert.Equal("This tenant has spent 0.0125 EUR of the 0.01 of its day.",
            Overspending.Of([new Budget(null, Period.Day, Measure.Cost("EUR"), 0.01m)], spent)!.Error.Message);
    }

    [Fact]
    public void Periods_begin_and_end_at_midnight_in_UTC_wherever_the_clock_is()
    {
        var here = Now.ToOffset(TimeSpan.FromHours(9));
        Assert.Equal((new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)),
            (Period.Day.Begin(here), Period.Day.End(here)));
        Assert.Equal((new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)),
            (Period.Month.Begin(here), Period.Month.End(here)));
    }
}
