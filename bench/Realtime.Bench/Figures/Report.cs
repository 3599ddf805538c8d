namespace Realtime.Bench.Figures;

/// <summary>
/// Collects figures and prints them at the end: one line for each, with fields separated by tabs. Beside an earlier run, a line also has
/// the earlier value and whether both agree.
/// </summary>
sealed class Report(EarlierRun? earlier = null)
{
    readonly List<Figure> figures = [];

    public void Tell(string name, double value, string unit) => Add(new Figure(name, value, unit, "none", Held: true));

    public void AtMost(string name, double value, string unit, double goal) =>
        Add(new Figure(name, value, unit, $"<= {Figure.Number(goal)}", value <= goal));

    public void AtLeast(string name, double value, string unit, double goal) =>
        Add(new Figure(name, value, unit, $">= {Figure.Number(goal)}", value >= goal));

    /// <summary>The benchmark whose figures follow, by its name on the command line.</summary>
    public string? Benchmark { get; set; }

    void Add(Figure figure)
    {
        figures.Add(figure = figure with { Benchmark = Benchmark });
        Console.Error.WriteLine("           " + Line(figure).Replace('\t', ' '));
    }

    public void Write(TextWriter to)
    {
        foreach (var figure in figures) to.WriteLine(Line(figure));
        foreach (var reason in earlier?.Reasons(figures) ?? []) Console.Error.WriteLine(reason);
    }

    string Line(Figure figure) => earlier is null ? figure.ToString() : $"{figure}\t{earlier.Beside(figure)}";
}
