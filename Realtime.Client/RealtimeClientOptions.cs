namespace Realtime.Client;

/// <summary>How long a client waits, and how often it tries again.</summary>
public sealed record RealtimeClientOptions
{
    /// <summary>How long one attempt of a request may take. 30 s.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a request is tried again, if a repeat is safe, before its last failure is thrown. 30 s; zero never repeats.
    /// </summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause before another attempt; it doubles with each, and chance takes up to half of it away. 100 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause. 10 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an event stream or a live socket may be silent before it counts as lost; the service sends something every 15 s. 45 s.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a follower or a live session tries to come back before it throws the last failure. 5 min.</summary>
    public TimeSpan ReconnectTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of all waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <param name="attempt">1 for the first pause.</param>
    /// <param name="asked">The pause that the service asks for; null if it does not.</param>
    internal TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempt - 1, 16));
        if (pause > LongestPause) pause = LongestPause;
        pause *= 1 - Random.Shared.NextDouble() / 2;
        return asked is { } least ? least + pause : pause;
    }
}
