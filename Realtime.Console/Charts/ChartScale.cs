using System.Globalization;

namespace Realtime.Console.Charts;

/// <summary>Places values in a drawing of a fixed size, with a round number at its top. Coordinates are in its units.</summary>
public readonly record struct ChartScale(double Top, int Steps)
{
    public const int Width = 720, Height = 220, Left = 56, Right = 8, Above = 8, Below = 28;

    static readonly double[] RoundNumbers = [1, 2, 5, 10], LineParts = [0, 0.5, 1];

    const double PlotWidth = Width - Left - Right, PlotHeight = Height - Above - Below;

    /// <param name="values">The values to show; the top is the next round number above all of them.</param>
    /// <param name="steps">How many places there are beside each other.</param>
    public static ChartScale Of(IEnumerable<double> values, int steps) => new(Round(values.DefaultIfEmpty().Max()), Math.Max(1, steps));

    public double StepWidth => PlotWidth / Steps;

    /// <summary>The left edge of a place.</summary>
    public double X(int at) => Left + at * StepWidth;

    public double Y(double value) => Above + PlotHeight * (1 - Math.Clamp(value / Top, 0, 1));

    public double Length(double value) => PlotHeight * Math.Clamp(value / Top, 0, 1);

    /// <summary>The values of the lines across the drawing.</summary>
    public IEnumerable<double> Lines
    {
        get
        {
            var top = Top;
            return LineParts.Select(part => part * top);
        }
    }

    /// <summary>The places that have a label, so that labels do not touch.</summary>
    public IEnumerable<int> Labelled(int most)
    {
        var every = (Steps + most - 1) / most;
        return Enumerable.Range(0, Steps).Where(at => at % every == 0);
    }

    public static string N(double coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);

    static double Round(double most)
    {
        if (most <= 2) return 2;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return RoundNumbers.Select(step => step * power).First(step => step >= most);
    }
}
