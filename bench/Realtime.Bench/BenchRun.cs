using System.Diagnostics;
using Realtime.Bench.Figures;

namespace Realtime.Bench;

/// <summary>One invocation: its report and its arguments.</summary>
sealed record BenchRun(Report Report, BenchArguments Arguments)
{
    readonly long begun = Stopwatch.GetTimestamp();

    public bool Quick => Arguments.Quick;

    public int Count(int thorough, int quick) => Quick ? quick : thorough;

    public TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Quick ? Math.Min(seconds, 2) : seconds);

    public void Say(string what) => Console.Error.WriteLine($"[{Stopwatch.GetElapsedTime(begun).TotalSeconds,6:F1} s] {what}");
}
