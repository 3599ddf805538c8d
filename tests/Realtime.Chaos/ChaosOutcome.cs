namespace Realtime.Chaos;

/// <summary>What a run did, what it measured (in seconds), and each broken promise.</summary>
public sealed record ChaosOutcome
{
    public required int Seed { get; init; }
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The number of processes killed with kill -9, and of immediate shutdowns of PostgreSQL.</summary>
    public required int Kills { get; init; }
    public required IReadOnlyDictionary<string, int> Faults { get; init; }
    public required long Conversations { get; init; }
    public required long Sessions { get; init; }
    public required long Events { get; init; }
    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    /// <summary>The number of 2xx answers that were compared with the log.</summary>
    public required int Promises { get; init; }

    /// <summary>The number of requests that got no final answer within 45 s of retries.</summary>
    public required int Unanswered { get; init; }

    /// <summary>The number of event streams and live sockets whose record was compared with the log.</summary>
    public required int Records { get; init; }
    public required long RecordedEvents { get; init; }

    /// <summary>From the kill of a worker until the log has the end of its session.</summary>
    public required Waits Lost { get; init; }

    /// <summary>From the kill of a worker until a client of its session reads session_resumed.</summary>
    public required Waits Resumed { get; init; }

    /// <summary>
    /// From the return of PostgreSQL until the log has an end that was pending. Counts only owners that no other fault hit.
    /// </summary>
    public required IReadOnlyList<double> Pending { get; init; }

    /// <summary>The number of sessions that ended worker_lost although no fault hit their worker.</summary>
    public required int LostOfTheLiving { get; init; }

    /// <summary>The number of events that a client received wrongly, twice, or not at all.</summary>
    public required int WronglyTold { get; init; }

    /// <summary>The number of poisoned sessions, and of those that ended because of it.</summary>
    public required int Poisoned { get; init; }
    public required int EndedByPoison { get; init; }

    public required IReadOnlyList<Held> Survivors { get; init; }

    /// <summary>From SIGTERM until the process exits.</summary>
    public required IReadOnlyList<double> Stops { get; init; }

    /// <summary>The first findings, at most 500; <see cref="FindingCount"/> counts all.</summary>
    public required IReadOnlyList<string> Findings { get; init; }
    public required int FindingCount { get; init; }

    public override string ToString() =>
        $"""
         seed {Seed}, {Elapsed.TotalSeconds:0} s, {Kills} kills, {Conversations} conversations, {Sessions} sessions, {Events} events
         faults: {Counts(Faults)}
         ends: {Counts(Reasons)}
         {Promises} promises, {Unanswered} requests without an answer, {Records} clients' records with {RecordedEvents} events
         {Poisoned} sessions poisoned, {EndedByPoison} of them ended for it
         survivors: {string.Join("; ", Survivors)}
         {FindingCount} findings
         {string.Join('\n', Findings)}
         """;

    static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value} {count.Key}"));
}

/// <summary>Waits in seconds: those while the database was up all the time, and those that an outage of the database lengthened.</summary>
public sealed record Waits(IReadOnlyList<double> Plain, IReadOnlyList<double> WithOutage);

/// <summary>What a process that the run never kills held early in the run and at its end.</summary>
public sealed record Held(string Process, string What, double Early, double Late)
{
    public override string ToString() => $"{Process} {What} {Early:0} → {Late:0}";
}
