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

    /// <summary>
    /// How long the last answers before the end of the lease may take, and how long any may take that others have given already: a witness
    /// with half-open connections holds nobody up.
    /// </summary>
    public static TimeSpan LastAnswers(TimeSpan lease) => lease / 10;

    /// <summary>How long the next renewal may take: after it there is time to ask before others may take the sessions.</summary>
    /// <param name="safe">The time in which nobody can take this worker's sessions; null without a lease.</param>
    public static TimeSpan Within(TimeSpan? safe, TimeSpan lease) =>
        safe - LastAnswers(lease) is { } rest && rest > RetryPause && rest < Patience(lease) ? rest : Patience(lease);

    /// <summary>
    /// Whether there is no time for another pause, another try and the last answers before others may take the sessions.
    /// </summary>
    public static bool IsEnding(TimeSpan safe, TimeSpan lease) => safe <= LastAnswers(lease) + 2 * RetryPause;

    /// <summary>How long the first answers may take.</summary>
    public static TimeSpan WitnessPatience(TimeSpan lease) => lease / 3;

    /// <summary>Whether a worker that cannot renew asks the witnesses (again): not at every try, as every worker asks all others.</summary>
    /// <param name="reprieve">The time for which nobody may judge, by their last answers; null before the first.</param>
    public static bool MustAsk(TimeSpan? reprieve, TimeSpan lease) => reprieve is not { } rest || rest < lease / 2;
}
