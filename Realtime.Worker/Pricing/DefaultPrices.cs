using Realtime.Sessions.Pricing;

namespace Realtime.Worker.Pricing;

/// <summary>
/// The price table that holds if none is set: list prices of a provider, as they were in the month that its version names. Prices change,
/// and contracts and regions have their own.
/// </summary>
static class DefaultPrices
{
    const string File = "default-prices.json";

    public static PriceTable Table { get; } = Read();

    static PriceTable Read()
    {
        using var file = typeof(DefaultPrices).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"The assembly has no {File}.");
        var options = new PriceOptions();
        options.Read(new ConfigurationBuilder().AddJsonStream(file).Build());
        return new PriceTable(options.Version!, options.Currency!, [.. options.Models]);
    }
}
