namespace Realtime.Worker.Leases;

/// <summary>
/// How the sweeps of all workers share what any of them could do. A fleet of any size asks the database about as often as a few workers do,
/// and takes different sessions.
/// </summary>
static class SweepRules
{
    /// <summary>The number of workers that look in the time of one sweep, on average.</summary>
    const int Lookers = 8;

    /// <summary>So few are not worth sharing.</summary>
    const int Few = 16;

    /// <summary>The most waiting sessions that one sweep takes, beside those at which it failed before and which it leaves out for now.</summary>
    public const int Page = 500;

    /// <summary>Whether this sweep looks for what concerns all workers. In a small fleet each one does.</summary>
    /// <param name="workers">The living workers, as far as this one knows.</param>
    public static bool Looks(int workers, Random random) => random.NextDouble() * workers < Lookers;

    /// <summary>The most waiting sessions to read, so that all who look find different ones.</summary>
    public static int Read(int workers) => Page * Math.Clamp(workers, 1, Lookers);

    /// <summary>
    /// The part that this sweep takes of what it has found, the longest waiting first. In a large fleet a quarter, so that two of those who
    /// look take each session on average; the next sweeps take what all have left out.
    /// </summary>
    /// <param name="most">The most that it takes.</param>
    public static IReadOnlyList<T> Share<T>(IReadOnlyList<T> found, int workers, int most, Random random)
    {
        if (workers <= Lookers) return [.. found.Take(most)];
        int[] places = [.. Enumerable.Range(0, found.Count)];
        random.Shuffle(places);
        return [.. places.Take(Math.Min(most, Math.Max(Few, found.Count * 2 / Lookers))).Order().Select(place => found[place])];
    }
}
