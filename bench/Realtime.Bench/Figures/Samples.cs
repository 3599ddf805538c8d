namespace Realtime.Bench.Figures;

/// <summary>Measured times, in milliseconds unless their figure says otherwise. Safe for any thread.</summary>
sealed class Samples
{
    readonly Lock gate = new();
    readonly List<double> values = [];

    public static Samples Of(IEnumerable<double> measured)
    {
        var samples = new Samples();
        samples.values.AddRange(measured);
        return samples;
    }

    public void Add(double milliseconds)
    {
        lock (gate) values.Add(milliseconds);
    }

    public void Add(Samples others)
    {
        lock (gate) values.AddRange(others.values);
    }

    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    public void Clear()
    {
        lock (gate) values.Clear();
    }

    public int Count
    {
        get { lock (gate) return values.Count; }
    }

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    public double Min => Percentile(0);

    public double Max => Percentile(1);

    /// <summary>The smallest value that this part of all values does not exceed, such as 0.99.</summary>
    double Percentile(double part)
    {
        lock (gate)
        {
            if (values.Count == 0) throw new InvalidOperationException("Nothing was measured.");
            values.Sort();
            return values[Math.Max(0, (int)Math.Ceiling(part * values.Count) - 1)];
        }
    }
}
