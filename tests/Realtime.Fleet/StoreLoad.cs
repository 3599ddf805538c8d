namespace Realtime.Fleet;

/// <summary>What the store did in each second.</summary>
sealed class StoreLoad
{
    static readonly int Kinds = Enum.GetValues<StoreStatement>().Length;
    readonly List<(long[] Statements, double[] Milliseconds)> seconds = [];

    public TimeSpan Slowest { get; private set; }

    public void Count(TimeSpan at, StoreStatement statement, double milliseconds, TimeSpan took)
    {
        while (seconds.Count <= (int)at.TotalSeconds) seconds.Add((new long[Kinds], new double[Kinds]));
        seconds[(int)at.TotalSeconds].Statements[(int)statement]++;
        seconds[(int)at.TotalSeconds].Milliseconds[(int)statement] += milliseconds;
        if (took > Slowest) Slowest = took;
    }

    /// <summary>The mean and the busiest second of a kind of statement, in statements a second, between two moments.</summary>
    public (double Mean, long Peak) Of(Func<StoreStatement, bool> which, TimeSpan from, TimeSpan to)
    {
        var counts = Between(from, to).Select(second => Kind(which).Sum(kind => second.Statements[kind])).ToList();
        return counts.Count == 0 ? (0, 0) : (counts.Average(), counts.Max());
    }

    /// <summary>The cores that the statements need on average, and in the busiest second.</summary>
    public (double Mean, double Peak) Cores(Func<StoreStatement, bool> which, TimeSpan from, TimeSpan to)
    {
        var busy = Between(from, to).Select(second => Kind(which).Sum(kind => second.Milliseconds[kind]) / 1_000).ToList();
        return busy.Count == 0 ? (0, 0) : (busy.Average(), busy.Max());
    }

    IEnumerable<(long[] Statements, double[] Milliseconds)> Between(TimeSpan from, TimeSpan to) =>
        seconds.Skip((int)from.TotalSeconds).Take((int)(to - from).TotalSeconds);

    static IEnumerable<int> Kind(Func<StoreStatement, bool> which) =>
        Enum.GetValues<StoreStatement>().Where(which).Select(statement => (int)statement);
}
