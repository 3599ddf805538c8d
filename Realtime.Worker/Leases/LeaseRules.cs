namespace Realtime.Worker.Leases;

/// <summary>When a worker renews its lease, how long it waits for an answer, and when it gives the lease up.</summary>
static class LeaseRules
{
    /// <summary>The shortest time between two renewals, and so the greatest age of the load that others know.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The pause after a renewal that failed.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The pause between two renewals: two may fail before the lease ends. The random part spreads the workers.</summary>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Pause(TimeSpan lease, double random) => lease / 3 * (0.8 + 0.2 * random);

    /// <summary>How long one renewal may take.</summary>
    public static TimeSpan Patience(TimeSpan lease) => lease / 4;

    /// <summary>How long the next renewal may take: it ends with the lease at the latest.</summary>
    /// <param name="left">The time until the lease ends by the worker's clock; null without a lease.</param>
    public static TimeSpan Within(TimeSpan? left, TimeSpan lease) =>
        left is { } rest && rest > RetryPause && rest < Patience(lease) ? rest : Patience(lease);

    /// <summary>Whether there is no time for another renewal before the lease ends.</summary>
    public static bool IsEnding(TimeSpan left) => left <= RetryPause;

    /// <summary>
    /// A witness that may judge sooner than this may do so before it is asked again, so it counts as one that may judge now.
    /// </summary>
    public static TimeSpan Margin(TimeSpan lease) => lease / 3;
}
