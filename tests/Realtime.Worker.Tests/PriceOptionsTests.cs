using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Realtime.Sessions;
using Realtime.Sessions.Pricing;
using Realtime.Worker.Pricing;

namespace Realtime.Worker.Tests;

public sealed class PriceOptionsTests
{
    [Fact]
    public void Without_settings_the_default_table_holds_and_says_of_which_month_it_is()
    {
        Assert.Empty(Problems(new PriceOptions()));
        var table = new PriceOptions().Table;
        Assert.Matches("^default-[0-9]{4}-[0-9]{2}$", table.Version);
        Assert.Equal(("USD", 64m), (table.Currency, table.Find("gpt-realtime-2.1", new DateOnly(2026, 11, 26))!.AudioOut));
        Assert.Null(table.Find("somebody-elses", new DateOnly(2026, 11, 26)));
    }

    [Fact]
    public void The_default_table_could_itself_be_set()
    {
        var table = DefaultPrices.Table;
        var options = new PriceOptions { Version = table.Version, Currency = table.Currency };
        foreach (var price in table.Models) options.Models.Add(price);
        Assert.Empty(Problems(options));
    }

    [Fact]
    public void A_table_in_the_settings_replaces_the_default_as_a_whole()
    {
        var table = Read(("Version", "contract-7"), ("Currency", "EUR"), ("Models:0:Model", "m"), ("Models:0:TextIn", "1.25"),
            ("Models:0:From", "2026-12-01")).Table;
        Assert.Equal(("contract-7", "EUR", 1), (table.Version, table.Currency, table.Models.Count));
        Assert.Equal(new ModelPrice { Model = "m", TextIn = 1.25m, From = new DateOnly(2026, 12, 1) }, table.Models[0]);
    }

    [Theory]
    [InlineData("Models must list", "Version=v")]
    [InlineData("Version must name", "Currency=USD", "Models:0:Model=m", "Models:0:TextIn=1")]
    [InlineData("Currency must be", "Version=v", "Currency=dollars", "Models:0:Model=m", "Models:0:TextIn=1")]
    [InlineData("Models:0:Model must name", "Version=v", "Currency=USD", "Models:0:TextIn=1")]
    [InlineData("Models:0 must have a price", "Version=v", "Currency=USD", "Models:0:Model=m")]
    [InlineData("Models:0:AudioOut must not be negative", "Version=v", "Currency=USD", "Models:0:Model=m", "Models:0:AudioOut=-1")]
    [InlineData("Models:1 repeats", "Version=v", "Currency=USD", "Models:0:Model=m", "Models:0:TextIn=1", "Models:1:Model=m", "Models:1:TextIn=2")]
    [InlineData("Models:0:TextInn is no setting", "Version=v", "Currency=USD", "Models:0:Model=m", "Models:0:TextInn=1")]
    [InlineData("Models:0:TextIn is no setting", "Version=v", "Currency=USD", "Models:0:Model=m", "Models:0:TextIn=cheap")]
    [InlineData("Models:0:From is no setting", "Version=v", "Currency=USD", "Models:0:Model=m", "Models:0:TextIn=1", "Models:0:From=soon")]
    public void A_wrong_table_is_refused_by_the_name_of_the_setting(string problem, params string[] settings) => Assert.StartsWith(
        "Realtime:Prices:" + problem, Assert.Single(Problems(Read([.. settings.Select(s => (s.Split('=')[0], s.Split('=')[1]))]))),
        StringComparison.Ordinal);

    [Fact]
    public void A_session_costs_what_a_person_works_out_by_hand()
    {
        // gpt-realtime-2.1, for a million tokens: text in 4, cached 0.40, out 24; audio in 32, cached 0.40, out 64. gpt-transcribe: 0.0045 a minute.
        var session = Guid.CreateVersion7();
        SessionEvent[] events =
        [
            // 400 x 4 + 0 cached, 300 x 32, out 40 x 24 + 500 x 64 = 1,600 + 9,600 + 960 + 32,000 = 44,160
            Done("r1", new TokenKinds(400, 300), new TokenKinds(), new TokenKinds(40, 500)),
            // (900 - 600) x 4 + 600 x 0.40, (700 - 300) x 32 + 300 x 0.40, out 30 x 24 + 400 x 64
            // = 1,200 + 240 + 12,800 + 120 + 720 + 25,600 = 40,680
            Done("r2", new TokenKinds(900, 700), new TokenKinds(600, 300), new TokenKinds(30, 400)),
            // 8 s of 60 x 0.0045 = 0.0006
            new TranscriptCompleted(session, "i", "user", "hello") { Usage = new TranscriptionUsage("gpt-transcribe", null, 8) },
            // Cancelled before anything was counted: not known.
            new ResponseDone(session, "r3", "cancelled", null) { Model = "gpt-realtime-2.1" },
        ];
        var now = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
        var totals = events.Select(e => DefaultPrices.Table.Priced(e, now)).Aggregate(SessionTotals.None, (sum, e) => sum.After(e));
        Assert.Equal((0.04416m + 0.04068m + 0.0006m, 1), (totals.Cost!.Amount, totals.Unpriced)); // 0.08544 dollars, and one response more

        SessionEvent Done(string id, TokenKinds input, TokenKinds cached, TokenKinds output) =>
            new ResponseDone(session, id, "completed", new TokenUsage(input.Sum, output.Sum)
                { InputKinds = input, Cached = cached.Sum, CachedKinds = cached, OutputKinds = output }) { Model = "gpt-realtime-2.1" };
    }

    static PriceOptions Read(params (string Name, string Value)[] settings)
    {
        var options = new PriceOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Name, s => (string?)s.Value)).Build());
        return options;
    }

    static List<string> Problems(PriceOptions options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return [.. problems.Select(p => p.ErrorMessage!)];
    }
}
