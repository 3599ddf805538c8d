namespace Realtime.Sessions.Tests;

public sealed class ModelLifetimeTests
{
    static readonly ModelLifetime Old = new("old", new DateOnly(2027, 1, 20), "new");

    [Theory]
    [InlineData("2026-11-20T23:59:59Z", false, false)]
    [InlineData("2026-11-21T00:00:00Z", true, false)]
    [InlineData("2027-01-19T23:59:59Z", true, false)]
    [InlineData("2027-01-20T00:00:00Z", false, true)]
    [InlineData("2027-01-20T01:00:00+02:00", true, false)]
    public void A_model_ends_at_the_beginning_of_its_day_in_UTC_and_warns_sixty_days_before(string now, bool soon, bool ended)
    {
        var at = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((soon, ended), (Old.EndsSoon(at), Old.HasEnded(at)));
    }

    [Fact]
    public void A_model_without_a_known_end_never_ends() =>
        Assert.False(new ModelLifetime("m").HasEnded(DateTimeOffset.MaxValue) || new ModelLifetime("m").EndsSoon(DateTimeOffset.MaxValue));

    [Theory]
    [InlineData("old", "old")]
    [InlineData("old-2025-08-28", "old-2025-08-28")]
    [InlineData("old-2025-08-99", null)]
    [InlineData("old-mini", null)]
    [InlineData("-2025-08-28", null)]
    [InlineData("2025-08-28", null)]
    public void A_dated_version_ends_with_its_model(string model, string? found) =>
        Assert.Equal(found is null ? null : Old with { Name = found }, ModelLifetime.Find(model, [Old]));

    [Fact]
    public void A_dated_version_that_is_listed_itself_has_its_own_end() =>
        Assert.Null(ModelLifetime.Find("old-2025-08-28", [Old, new ModelLifetime("old-2025-08-28")])!.EndsOn);

    [Theory]
    [InlineData(KnownModels.Default)]
    [InlineData(KnownModels.Transcription)]
    public void The_defaults_have_no_known_end(string model) =>
        Assert.Null(Assert.Single(KnownModels.Lifetimes, lifetime => lifetime.Name == model).EndsOn);

    [Fact]
    public void Each_model_is_listed_once_and_its_successor_lives_longer()
    {
        Assert.Distinct(KnownModels.Lifetimes.Select(lifetime => lifetime.Name));
        Assert.All(KnownModels.Lifetimes.Where(lifetime => lifetime.Successor is not null),
            lifetime => Assert.Null(ModelLifetime.Find(lifetime.Successor!, KnownModels.Lifetimes)!.EndsOn));
    }
}
