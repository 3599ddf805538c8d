namespace Realtime.Chaos;

/// <summary>One run: the seed decides which faults come in which order, with which parameters; processes and sockets decide the rest.</summary>
public sealed record ChaosOptions(int Seed)
{
    /// <summary>How long faults are inflicted, unless <see cref="Kills"/> says otherwise.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Where given, the run goes on until so many processes were killed (kill -9, PostgreSQL's immediate shutdown).</summary>
    public int? Kills { get; init; }

    /// <summary>RabbitMQ carries the bus instead of PostgreSQL, and is killed too. It has to be installed.</summary>
    public bool Broker { get; init; }

    /// <summary>Conversations at a time.</summary>
    public int Talkers { get; init; } = 16;

    /// <summary>The workers' lease.</summary>
    public int LeaseSeconds { get; init; } = 2;

    /// <summary>Where every process's output is kept; null keeps none.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Hears what is done, one line each.</summary>
    public Action<string> Say { get; init; } = static _ => { };
}
