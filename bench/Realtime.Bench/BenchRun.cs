using System.Diagnostics;
using Realtime.Bench.Figures;

namespace Realtime.Bench;

/// <summary>One invocation: where its figures go, and how thorough it is.</summary>
sealed record BenchRun(Report Report, bool Quick, double Minutes)
{
    readonly long begun = Stopwatch.GetTimestamp();

    /// <summary>Of chaos: null is any.</summary>
    public int? Seed { get; init; }

    /// <summary>Of chaos: null leaves it to the minutes.</summary>
    public int? Kills { get; init; }

    /// <summary>Of chaos: null keeps none.</summary>
    public string? Logs { get; init; }

    /// <summary>Of chaos: RabbitMQ carries the bus.</summary>
    public bool Broker { get; init; }

    public int Count(int thorough, int quick) => Quick ? quick : thorough;

    public TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Quick ? Math.Min(seconds, 2) : seconds);

    public void Say(string what) => Console.Error.WriteLine($"[{Stopwatch.GetElapsedTime(begun).TotalSeconds,6:F1} s] {what}");
}
