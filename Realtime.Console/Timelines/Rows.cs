namespace Realtime.Console.Timelines;

/// <summary>Places shapes that come in the order of their begin into rows, and draws those together that nobody could tell apart.</summary>
sealed class Rows(int most, double leastWidth)
{
    readonly List<List<Shape>> rows = [];

    public int Count => rows.Count;

    public IReadOnlyList<Shape> Shapes => [.. rows.SelectMany(row => row)];

    public void Add(double from, double to, string kind, string label, long version)
    {
        var shape = new Shape(from, Math.Max(leastWidth, to - from), 0, kind, label, version, Count: 1);
        var row = rows.FindIndex(r => shape.Width <= leastWidth && from - r[^1].X < leastWidth);
        if (row >= 0) Join(row, shape);
        else if ((row = rows.FindIndex(r => r[^1].X + r[^1].Width <= from)) >= 0) rows[row].Add(shape with { Row = row });
        else if (rows.Count < most) rows.Add([shape with { Row = rows.Count }]);
        else Join(rows.Count - 1, shape);
    }

    /// <summary>What needs attention stays visible among what does not.</summary>
    void Join(int row, Shape shape)
    {
        var last = rows[row][^1];
        var marked = shape.Kind is "warn" or "end" ? shape : last;
        rows[row][^1] = last with
        {
            Width = Math.Max(last.X + last.Width, shape.X + shape.Width) - last.X,
            Kind = marked.Kind, Label = marked.Label, Version = marked.Version, Count = last.Count + 1,
        };
    }
}
