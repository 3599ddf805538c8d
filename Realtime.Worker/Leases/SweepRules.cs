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

    /// <summary>The most waiting sessions that one sweep of a small fleet takes.</summary>
    public const int Page = 500;

    /// <summary>The most that one sweep of a large fleet takes. Others look a moment later, and then the list is no longer true.</summary>
    const int Part = 128;

    /// <summary>Whether this sweep looks for what concerns all workers. In a small fleet each one does.</summary>
    /// <param name="workers">The living workers, as far as this one knows.</param>
    public static bool Looks(int workers, Random random) => random.NextDouble() * workers < Lookers;

    /// <summary>The most waiting sessions to read, beside those that are skipped because the sweep failed at them.</summary>
    public static int Read(int workers) => workers <= Lookers ? Page : Part * Lookers;

    /// <summary>
    /// The part that this sweep takes of what it has found, the longest waiting first. In a large fleet a quarter, so that two of those who
    /// look take each session on average; the next sweeps take what all have left out.
    /// </summary>
    /// <param name="skipped">The number of rows among them that are skipped.</param>
    public static IReadOnlyList<T> Share<T>(IReadOnlyList<T> found, int workers, int skipped, Random random)
    {
        if (workers <= Lookers) return found;
        var part = Math.Clamp(found.Count * 2 / Lookers, Few, Part) + skipped;
        int[] places = [.. Enumerable.Range(0, found.Count)];
        random.Shuffle(places);
        return [.. places.Take(part).Order().Select(place => found[place])];
    }
}
