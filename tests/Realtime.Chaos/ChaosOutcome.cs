namespace Realtime.Chaos;

/// <summary>What a run did, what it measured (seconds), and every promise that was broken.</summary>
public sealed record ChaosOutcome
{
    public required int Seed { get; init; }
    public required TimeSpan Elapsed { get; init; }

    /// <summary>kill -9 of a process, and immediate shutdowns of PostgreSQL.</summary>
    public required int Kills { get; init; }
    public required IReadOnlyDictionary<string, int> Faults { get; init; }
    public required long Conversations { get; init; }
    public required long Sessions { get; init; }
    public required long Events { get; init; }
    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    /// <summary>Answers with 2xx that the log was asked about.</summary>
    public required int Promises { get; init; }

    /// <summary>Requests that got no final answer in 45 s of trying.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Records of event streams and live sockets that were compared with the log, and the events in them.</summary>
    public required int Records { get; init; }
    public required long RecordedEvents { get; init; }

    /// <summary>Worker killed → its session's end read from the log.</summary>
    public required Waits Lost { get; init; }

    /// <summary>Worker killed → its session's client sees session_resumed.</summary>
    public required Waits Resumed { get; init; }

    /// <summary>PostgreSQL back → an end that was pending read from the log; of owners that nothing else was done to.</summary>
    public required IReadOnlyList<double> Pending { get; init; }

    /// <summary>Sessions that ended worker_lost though nothing was done to their worker.</summary>
    public required int LostOfTheLiving { get; init; }

    /// <summary>Events that a client was told wrongly, twice, or not at all.</summary>
    public required int WronglyTold { get; init; }

    public required IReadOnlyList<Held> Survivors { get; init; }

    /// <summary>From SIGTERM to the process's end.</summary>
    public required IReadOnlyList<double> Stops { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<string> Findings { get; init; }
    public required int FindingCount { get; init; }

    public override string ToString() =>
        $"""
         seed {Seed}, {Elapsed.TotalSeconds:0} s, {Kills} kills, {Conversations} conversations, {Sessions} sessions, {Events} events
         faults: {Counts(Faults)}
         ends: {Counts(Reasons)}
         {Promises} promises, {Unanswered} requests without an answer, {Records} clients' records with {RecordedEvents} events
         survivors: {string.Join("; ", Survivors)}
         {FindingCount} findings
         {string.Join('\n', Findings)}
         """;

    static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value} {count.Key}"));
}

/// <summary>Waits in seconds: those while the database was up all the time, and those that an outage of it lengthened.</summary>
public sealed record Waits(IReadOnlyList<double> Plain, IReadOnlyList<double> WithOutage);

/// <summary>What a process that was never killed held early in the run, and at its end.</summary>
public sealed record Held(string Process, string What, double Early, double Late)
{
    public override string ToString() => $"{Process} {What} {Early:0} → {Late:0}";
}
