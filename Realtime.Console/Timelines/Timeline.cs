namespace Realtime.Console.Timelines;

/// <summary>The rows of the picture, from top to bottom.</summary>
public enum Lane
{
    User,
    Model,
    Tools,
    Lifecycle,
    Transport,
}

/// <summary>Something that lasts. Times count from the first event of the picture, and To is never before From.</summary>
/// <param name="Kind">How it looks; a class of the style sheet.</param>
/// <param name="Version">The event that begins it.</param>
/// <param name="IsOpen">It still lasts at the last event of the picture.</param>
public sealed record Span(Lane Lane, TimeSpan From, TimeSpan To, string Kind, string Label, long Version, bool IsOpen = false);

/// <summary>Something that happens at one moment.</summary>
public sealed record Mark(Lane Lane, TimeSpan At, string Kind, string Label, long Version);

/// <summary>How long somebody waited: a user for an answer, or the model for a tool.</summary>
public sealed record Latency(string What, TimeSpan From, TimeSpan To, long Version)
{
    public TimeSpan Length => To - From;
}

/// <summary>What one side said, or a call of a tool.</summary>
/// <param name="Who">user, assistant, system or tool.</param>
/// <param name="Omitted">The number of characters that are not in Text.</param>
public sealed record Turn(string Who, string Text, int Omitted, TimeSpan From, long Version, bool IsComplete);

/// <summary>A record whose clock is behind that of the record before it.</summary>
public sealed record ClockStep(long Version, TimeSpan Back);

/// <summary>A session, or a part of one, as a picture.</summary>
/// <param name="Begin">The time of the first event, by the clock of whoever recorded it.</param>
public sealed record Timeline(DateTimeOffset Begin, TimeSpan Length, long FirstVersion, long LastVersion, int Events,
    IReadOnlyList<Span> Spans, IReadOnlyList<Mark> Marks, IReadOnlyList<Latency> Latencies, IReadOnlyList<Turn> Turns, int TurnsOmitted,
    IReadOnlyList<ClockStep> ClockSteps);
