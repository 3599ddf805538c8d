using Realtime.Sessions;
using Realtime.Worker;

namespace Realtime.Fleet;

/// <summary>How large the fleet is, and what happens around it.</summary>
sealed record FleetOptions
{
    public int Sessions { get; init; } = 1_000_000;
    public int Workers { get; init; } = 200;
    public int Seed { get; init; } = 1;

    /// <summary>The cores of the store.</summary>
    public int StoreCores { get; init; } = 16;

    /// <summary>The events that one session records in a second.</summary>
    public double EventsPerSession { get; init; } = 0.01;

    /// <summary>The ends and starts a second by clients, of all sessions: each ends after half an hour on average.</summary>
    public double ChurnPerSession { get; init; } = 1 / 1_800.0;

    /// <summary>The part of the sessions whose start asked for a new owner if theirs is lost.</summary>
    public double Resuming { get; init; } = 0.5;

    public int Apis { get; init; } = 20;

    /// <summary>The workers that a rolling restart replaces at a time, of all.</summary>
    public double Surge { get; init; } = 0.05;

    /// <summary>How long a new process needs until it registers.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The settings of the workers: there is room for the sessions of a lost third.</summary>
    public WorkerOptions Worker => new() { Capacity = (int)(1.6 * Sessions / Workers) };

    public static SessionOptions Options(bool resumes) =>
        new("gpt-realtime", OnWorkerLost: resumes ? OnWorkerLost.Resume : OnWorkerLost.End);
}
