using System.Diagnostics.Metrics;

namespace Realtime.Worker.Telemetry;

/// <summary>The worker's meter, and the boundaries of its histograms, in seconds. docs/telemetry.md lists all instruments.</summary>
static class WorkerMeter
{
    public static readonly Meter Meter = new("Realtime.Worker");

    /// <summary>From a commit in a few milliseconds to a wait of half a minute.</summary>
    public static readonly double[] Fast = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

    /// <summary>What a user waits for: from a tenth of a second to some minutes.</summary>
    public static readonly double[] Spoken = [0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 60, 120];

    /// <summary>The boundaries that the conventions for generative AI give.</summary>
    public static readonly double[] Operation =
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    public static readonly long[] Tokens =
        [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864];

    public static Histogram<double> Seconds(string name, string description, double[] boundaries) => Meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
