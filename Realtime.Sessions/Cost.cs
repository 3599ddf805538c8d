using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>What usage costs by a price table. A cost that is not known is null, never an amount of 0.</summary>
/// <param name="Amount">In units of the currency, for example dollars. In JSON it is a decimal string, so that no reader rounds it.</param>
/// <param name="Currency">ISO 4217, for example USD.</param>
/// <param name="Prices">The version of the price table; null in a sum of several versions.</param>
public sealed record Cost(
    [property: JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] decimal Amount,
    string Currency,
    string? Prices)
{
    /// <summary>True if the table marks a price of it as uncertain.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEstimate { get; init; }

    /// <summary>The sum of two costs in the same currency.</summary>
    public Cost Add(Cost other) => this with
    {
        Amount = Amount + other.Amount,
        Prices = Prices == other.Prices ? Prices : null,
        IsEstimate = IsEstimate || other.IsEstimate,
    };
}
