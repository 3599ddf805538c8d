namespace Realtime.Sessions.Pricing;

/// <summary>Turns usage into costs. It knows no price that it does not list: such a cost is null.</summary>
/// <param name="Version">Names the table in every cost.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record PriceTable(string Version, string Currency, IReadOnlyList<ModelPrice> Models)
{
    /// <summary>The decimal places of an amount.</summary>
    const int Places = 12;

    /// <summary>The event with its cost, if it has usage and the table has the prices.</summary>
    /// <param name="at">Which of a model's prices hold.</param>
    public SessionEvent Priced(SessionEvent e, DateTimeOffset at) => e switch
    {
        ResponseDone { Usage: { } usage, Model: { } model } done => done with { Cost = Of(model, at, price => price.Of(usage)) },
        TranscriptCompleted { Usage: { Model: { } model } usage } said => said with { Cost = Of(model, at, price => Of(price, usage)) },
        _ => e,
    };

    static decimal? Of(ModelPrice price, TranscriptionUsage usage) => usage switch
    {
        { Tokens: { } tokens } => price.Of(tokens),
        { Seconds: { } seconds } => price.Of(seconds),
        _ => null,
    };

    Cost? Of(string model, DateTimeOffset at, Func<ModelPrice, decimal?> amount)
    {
        try
        {
            return Find(model, DateOnly.FromDateTime(at.UtcDateTime)) is { } price && amount(price) is { } known
                ? new Cost(Rounded(known), Currency, Version) { IsEstimate = price.IsUncertain }
                : null;
        }
        catch (OverflowException)
        {
            return null; // beyond all amounts
        }
    }

    /// <summary>The prices of a model on a day: those of its exact id, else of the id without a date suffix; the latest that hold.</summary>
    public ModelPrice? Find(string model, DateOnly day) => Holding(model, day) ?? (WithoutDate(model) is { } family ? Holding(family, day) : null);

    ModelPrice? Holding(string model, DateOnly day) =>
        Models.Where(price => price.Model == model && !(price.From > day)).MaxBy(price => price.From ?? DateOnly.MinValue);

    /// <summary>The model's id without a suffix like -2025-08-28; null if it has none.</summary>
    static string? WithoutDate(string model)
    {
        const int suffix = 11;
        return model.Length > suffix && model[^suffix] == '-' && DateOnly.TryParseExact(model[^(suffix - 1)..], "yyyy-MM-dd", out _)
            ? model[..^suffix] : null;
    }

    /// <summary>Without zeros at the end.</summary>
    static decimal Rounded(decimal amount) => decimal.Round(amount, Places) / 1.000000000000000000000000000000m;
}
