namespace Realtime.Bench.Figures;

/// <summary>Collects figures and prints them at the end: one line for each, with fields separated by tabs.</summary>
sealed class Report
{
    readonly List<Figure> figures = [];

    public void Tell(string name, double value, string unit) => Add(new Figure(name, value, unit, "none", Held: true));

    public void AtMost(string name, double value, string unit, double goal) =>
        Add(new Figure(name, value, unit, $"<= {Figure.Number(goal)}", value <= goal));

    public void AtLeast(string name, double value, string unit, double goal) =>
        Add(new Figure(name, value, unit, $">= {Figure.Number(goal)}", value >= goal));

    void Add(Figure figure)
    {
        figures.Add(figure);
        Console.Error.WriteLine("           " + figure.ToString().Replace('\t', ' '));
    }

    public void Write(TextWriter to)
    {
        foreach (var figure in figures) to.WriteLine(figure);
    }
}
