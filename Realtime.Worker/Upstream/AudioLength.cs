namespace Realtime.Worker.Upstream;

/// <summary>A length of audio.</summary>
/// <param name="BytesPerSecond">By its format; null if the format is not known.</param>
readonly record struct AudioLength(long Bytes, int? BytesPerSecond)
{
    /// <summary>Whole milliseconds; null in a format that is not known.</summary>
    public long? Milliseconds => Bytes * 1_000 / BytesPerSecond;

    /// <summary>So that the sum of many short lengths is exact.</summary>
    public long? Microseconds => Bytes * 1_000_000 / BytesPerSecond;
}
