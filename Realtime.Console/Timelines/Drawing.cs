namespace Realtime.Console.Timelines;

/// <summary>A part of the picture's time.</summary>
public readonly record struct TimeWindow(TimeSpan From, TimeSpan To)
{
    public static readonly TimeSpan Least = TimeSpan.FromMilliseconds(50);

    public TimeSpan Length => To - From;

    /// <summary>The window that was asked for, moved and cut so that it is within the picture and not too small to show anything.</summary>
    public TimeWindow Within(TimeSpan whole)
    {
        var most = whole < Least ? Least : whole;
        var length = TimeSpan.FromTicks(Math.Clamp(Length.Ticks, Least.Ticks, most.Ticks));
        var from = TimeSpan.FromTicks(Math.Clamp(From.Ticks, 0, (most - length).Ticks));
        return new TimeWindow(from, from + length);
    }
}

/// <summary>A rectangle of the picture, in its units; Count is how many spans or marks it stands for.</summary>
/// <param name="Row">The row within the lane, from 0: what happens at the same time stands in several.</param>
public sealed record Shape(double X, double Width, int Row, string Kind, string Label, long Version, int Count);

/// <param name="Rows">The number of rows of this lane.</param>
public sealed record DrawnLane(Lane Lane, int Rows, IReadOnlyList<Shape> Spans, IReadOnlyList<Shape> Marks);

/// <summary>
/// Lays a picture out. What is closer together than an eye can tell is drawn as one shape, so a drawing has a bounded number of shapes,
/// however many events it is made of.
/// </summary>
public static class Drawing
{
    public const double Width = 1_000;
    const double LeastWidth = 2, MarkWidth = 3;
    const int MostRows = 3;

    public static IReadOnlyList<DrawnLane> Of(Timeline timeline, TimeWindow window) =>
        [.. Enum.GetValues<Lane>().Select(lane => Draw(lane, timeline, window))];

    static DrawnLane Draw(Lane lane, Timeline timeline, TimeWindow window)
    {
        var rows = new Rows(MostRows, LeastWidth);
        foreach (var span in timeline.Spans)
        {
            if (span.Lane != lane || span.To < window.From || span.From > window.To) continue;
            var (from, to) = (X(span.From, window), X(span.To, window));
            rows.Add(Math.Max(0, from), Math.Min(Width, to), span.Kind, span.Label, span.Version);
        }

        var marks = new Rows(1, MarkWidth);
        foreach (var mark in timeline.Marks)
            if (mark.Lane == lane && mark.At >= window.From && mark.At <= window.To)
                marks.Add(Math.Min(Width - MarkWidth, X(mark.At, window)), 0, mark.Kind, mark.Label, mark.Version);
        return new DrawnLane(lane, Math.Max(1, rows.Count), rows.Shapes, marks.Shapes);
    }

    public static double X(TimeSpan at, TimeWindow window) => (at - window.From) / window.Length * Width;
}
