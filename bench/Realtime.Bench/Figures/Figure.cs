using System.Globalization;

namespace Realtime.Bench.Figures;

/// <summary>One result. Held says whether it meets its goal; it is true without a goal.</summary>
sealed record Figure(string Name, double Value, string Unit, string Goal, bool Held)
{
    /// <summary>The benchmark that measured it, by its name on the command line.</summary>
    public string? Benchmark { get; init; }

    public override string ToString() => string.Join('\t', Name, Number(Value), Unit, Goal, Held ? "held" : "short");

    public static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { < 10 => "0.###", < 100 => "0.##", _ => "0.#" }, CultureInfo.InvariantCulture);
}
