using System.Globalization;

namespace Realtime.Bench.Figures;

/// <summary>The figures that an earlier run printed, to be compared with those of this run.</summary>
sealed class EarlierRun(IReadOnlyDictionary<string, double> values)
{
    /// <summary>Two runs agree if their values differ by no more than this.</summary>
    const double Tolerance = 0.15;

    /// <summary>Reads the lines that <see cref="Report.Write"/> printed; skips others. Of a repeated figure the last counts.</summary>
    public static EarlierRun Read(string file)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file))
        {
            if (line.Split('\t') is [var name, var number, ..] && double.TryParse(number, CultureInfo.InvariantCulture, out var value))
                values[name] = value;
        }

        return new EarlierRun(values);
    }

    /// <summary>The earlier value, and <c>agrees</c> or <c>differs</c>; <c>none</c> and <c>new</c> if the earlier run lacks the figure.</summary>
    public string Beside(Figure figure) => values.TryGetValue(figure.Name, out var then)
        ? $"{Figure.Number(then)}\t{(Agree(figure.Value, then) ? "agrees" : "differs")}"
        : "none\tnew";

    /// <summary>For each benchmark with figures that differ: how many do, and how the machine itself differed while it ran.</summary>
    public IEnumerable<string> Reasons(IReadOnlyList<Figure> figures)
    {
        foreach (var benchmark in figures.Where(figure => figure.Benchmark is not null).GroupBy(figure => figure.Benchmark!))
        {
            var known = benchmark.Where(figure => values.ContainsKey(figure.Name)).ToLookup(MachinePace.IsOf);
            var (ours, machine) = (known[false].ToList(), known[true]);
            var differ = ours.Count(figure => !Agree(figure.Value, values[figure.Name]));
            if (differ == 0) continue;
            var pace = machine.Select(figure => $"{figure.Name} {Figure.Number(values[figure.Name])} then, {Figure.Number(figure.Value)} now");
            yield return $"{benchmark.Key}: {differ} of {ours.Count} figures differ by more than {Tolerance:P0}; the machine: {string.Join("; ", pace)}";
        }
    }

    static bool Agree(double now, double then) =>
        Figure.Number(now) == Figure.Number(then) || Math.Abs(now - then) <= Tolerance * Math.Max(Math.Abs(now), Math.Abs(then));
}
