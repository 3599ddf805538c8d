using System.Globalization;

namespace Realtime.Bench.Figures;

/// <summary>One result. Held is always true where there is no goal.</summary>
sealed record Figure(string Name, double Value, string Unit, string Goal, bool Held)
{
    public override string ToString() => string.Join('\t', Name, Number(Value), Unit, Goal, Held ? "held" : "short");

    public static string Number(double value) => value.ToString(Math.Abs(value) switch { < 10 => "0.###", < 100 => "0.##", _ => "0.#" }, CultureInfo.InvariantCulture);
}
