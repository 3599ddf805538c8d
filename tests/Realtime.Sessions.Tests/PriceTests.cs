using Realtime.Sessions.Pricing;

namespace Realtime.Sessions.Tests;

public sealed class PriceTests
{
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    static readonly PriceTable Table = new("t1", "USD",
    [
        new ModelPrice { Model = "big", TextIn = 4, TextCached = 0.40m, TextOut = 24, AudioIn = 32, AudioCached = 0.40m, AudioOut = 64,
            ImageIn = 5, ImageCached = 0.50m },
        new ModelPrice { Model = "mini", TextIn = 0.60m, TextCached = 0.06m, TextOut = 2.40m, AudioIn = 10, AudioCached = 0.30m, AudioOut = 20 },
        new ModelPrice { Model = "minutes", Minute = 0.05m },
        new ModelPrice { Model = "changing", TextIn = 1, TextOut = 1 },
        new ModelPrice { Model = "changing", TextIn = 2, TextOut = 2, From = new DateOnly(2026, 11, 26) },
        new ModelPrice { Model = "changing", TextIn = 3, TextOut = 3, From = new DateOnly(2026, 12, 1) },
        new ModelPrice { Model = "big-2026-01-01", TextIn = 7, TextOut = 7 },
        new ModelPrice { Model = "absurd", Minute = decimal.MaxValue },
        new ModelPrice { Model = "rumour", Minute = 1, IsUncertain = true },
    ]);

    static readonly TokenUsage Used = new(1_600, 1_250)
    {
        InputKinds = new TokenKinds(1_000, 600), Cached = 400, CachedKinds = new TokenKinds(400), OutputKinds = new TokenKinds(50, 1_200),
    };

    /// <summary>600×4 + 400×0.40 + 600×32 + 50×24 + 1,200×64 = 99,760 for a million; and so on.</summary>
    [Theory]
    [InlineData("big", "0.09976")]
    [InlineData("big-2025-08-28", "0.09976")]
    [InlineData("mini", "0.030504")]
    public void A_response_costs_what_its_tokens_cost(string model, string amount) =>
        Assert.Equal(new Cost(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), "USD", "t1"), Of(Used, model));

    [Fact]
    public void Ninety_seconds_cost_one_and_a_half_minutes() =>
        Assert.Equal(0.075m, Of(new TranscriptionUsage("minutes", null, 90))!.Amount);

    [Fact]
    public void An_uncertain_price_gives_an_estimate() => Assert.True(Of(new TranscriptionUsage("rumour", null, 60))!.IsEstimate);

    public static TheoryData<TokenUsage, string> Unknown => new()
    {
        { Used, "nobody" },
        { Used, "big-preview" },
        { Used, "minutes" },
        { Used with { InputKinds = null }, "big" },
        { Used with { OutputKinds = null }, "big" },
        { Used with { CachedKinds = null }, "big" },
        { Used with { CachedKinds = new TokenKinds(1_001) }, "big" },
        { Used with { Input = 1_601 }, "big" },
        { Used with { Output = 1_251 }, "big" },
        { Used with { Input = 1_601, InputKinds = new TokenKinds(1_000, 600, 1) }, "mini" },
        { new TokenUsage(-1, 0) { InputKinds = new TokenKinds(-1) }, "big" },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void What_is_not_known_has_no_price(TokenUsage usage, string model) => Assert.Null(Of(usage, model));

    [Fact]
    public void Cached_tokens_need_no_kinds_if_the_input_has_only_one() =>
        Assert.Equal(0.00256m, Of(new TokenUsage(1_000, 0) { InputKinds = new TokenKinds(1_000), Cached = 400 }, "big")!.Amount);

    [Fact]
    public void No_tokens_of_a_kind_need_no_price_of_it() =>
        Assert.Equal(0.000014m, Of(new TokenUsage(1, 1) { InputKinds = new TokenKinds(1), OutputKinds = new TokenKinds(1) }, "big-2026-01-01")!.Amount);

    [Theory]
    [InlineData(-1, "0.000001")]
    [InlineData(0, "0.000002")]
    [InlineData(5, "0.000003")]
    public void The_prices_of_the_day_hold(int days, string amount) => Assert.Equal(
        decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
        Of(new TokenUsage(1, 0) { InputKinds = new TokenKinds(1) }, "changing", Now.AddDays(days))!.Amount);

    [Fact]
    public void A_cost_beyond_all_numbers_is_not_known() => Assert.Null(Of(new TranscriptionUsage("absurd", null, 90)));

    [Fact]
    public void Totals_add_up_costs_and_count_what_has_none()
    {
        SessionEvent[] events =
        [
            new ResponseDone(Session, "r1", "completed", Used) { Model = "big" },
            new ResponseDone(Session, "r2", "cancelled", Used) { Model = "mini" },
            new ResponseDone(Session, "r3", "failed", null) { Model = "big" },
            new TranscriptCompleted(Session, "i", "user", "hi") { Usage = new TranscriptionUsage("minutes", null, 90) },
            new TranscriptCompleted(Session, "i", "user", "hi"),
            new TranscriptCompleted(Session, "j", "assistant", "hello"),
        ];
        var totals = events.Select(e => Table.Priced(e, Now)).Aggregate(SessionTotals.None, (sum, e) => sum.After(e));
        Assert.Equal((6, 3_200, 2_500, 90m), (totals.EventsRecorded, totals.Tokens!.Input, totals.Tokens.Output, totals.Transcription!.Seconds));
        Assert.Equal((0.205264m, 2), (totals.Cost!.Amount, totals.Unpriced));
        Assert.Equal(new TokenKinds(2_000, 1_200), totals.Tokens.InputKinds);
    }

    [Fact]
    public void A_sum_of_two_tables_names_neither_and_two_currencies_do_not_mix()
    {
        var dollar = new ResponseDone(Session, "r", "completed", null) { Cost = new Cost(1, "USD", "t1") };
        var totals = SessionTotals.None.After(dollar).After(dollar with { Cost = new Cost(2, "USD", "t2") })
            .After(dollar with { Cost = new Cost(4, "EUR", "t1") });
        Assert.Equal((new Cost(3, "USD", null), 1), (totals.Cost, totals.Unpriced));
    }

    [Fact]
    public void An_amount_is_a_decimal_string_in_JSON() => Assert.Equal("""{"Amount":"0.09976","Currency":"USD","Prices":"t1"}""",
        System.Text.Json.JsonSerializer.Serialize(Of(Used, "big")));

    static Cost? Of(TokenUsage usage, string model, DateTimeOffset? at = null) =>
        ((ResponseDone)Table.Priced(new ResponseDone(Session, "r", "completed", usage) { Model = model }, at ?? Now)).Cost;

    static Cost? Of(TranscriptionUsage usage) =>
        ((TranscriptCompleted)Table.Priced(new TranscriptCompleted(Session, "i", "user", "hi") { Usage = usage }, Now)).Cost;
}
