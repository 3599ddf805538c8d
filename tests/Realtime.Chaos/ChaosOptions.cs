namespace Realtime.Chaos;

/// <summary>
/// The options of one run. The seed fixes the order and the parameters of the faults; the timing of processes and sockets varies.
/// </summary>
public sealed record ChaosOptions(int Seed)
{
    /// <summary>How long the run inflicts faults. Ignored where <see cref="Kills"/> is set.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>If set, the run goes on until it has killed this many processes (kill -9, or PostgreSQL's immediate shutdown).</summary>
    public int? Kills { get; init; }

    /// <summary>RabbitMQ carries the bus instead of PostgreSQL, and the run kills it too. It must be installed.</summary>
    public bool Broker { get; init; }

    /// <summary>The number of conversations that run at the same time.</summary>
    public int Talkers { get; init; } = 16;

    /// <summary>The lease of the workers, in seconds.</summary>
    public int LeaseSeconds { get; init; } = 2;

    /// <summary>The folder for the output of every process; null keeps none.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Receives one line for each step of the run.</summary>
    public Action<string> Say { get; init; } = static _ => { };
}
