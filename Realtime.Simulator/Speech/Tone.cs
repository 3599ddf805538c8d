using System.Buffers.Binary;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Speech;

/// <summary>The simulator's voice: a tone of 450 Hz, as long as it would take to speak the words.</summary>
internal static class Tone
{
    /// <summary>Every length is a multiple of this, so that it has whole periods of the tone and base64 without padding.</summary>
    public const int StepMilliseconds = 20;
    public const int ChunkMilliseconds = 100;
    private const int MillisecondsPerLetter = 60;
    public const int LongestMilliseconds = 10_000;
    private const int Hertz = 450;
    private const int Base64PerStep = StepMilliseconds * AudioFormat.SamplesPerMillisecond * AudioFormat.BytesPerSample / 3 * 4;

    private static readonly string Chunk = Convert.ToBase64String(Samples(ChunkMilliseconds));

    public static int MillisecondsFor(string words) =>
        Math.Min(LongestMilliseconds,
            Math.Max(ChunkMilliseconds, words.Length * MillisecondsPerLetter)) / StepMilliseconds * StepMilliseconds;

    /// <summary>Up to <see cref="ChunkMilliseconds"/> of the tone, in base64.</summary>
    public static ReadOnlySpan<char> Base64(int milliseconds) => Chunk.AsSpan(0, milliseconds / StepMilliseconds * Base64PerStep);

    /// <summary>The tone as PCM16.</summary>
    public static byte[] Pcm(int milliseconds) => Samples(milliseconds);

    private static byte[] Samples(int milliseconds)
    {
        var bytes = new byte[milliseconds * AudioFormat.SamplesPerMillisecond * AudioFormat.BytesPerSample];
        for (var index = 0; index < bytes.Length / AudioFormat.BytesPerSample; index++)
        {
            var value = Math.Sin(2 * Math.PI * Hertz * index / AudioFormat.SamplesPerSecond) * short.MaxValue / 4;
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(index * AudioFormat.BytesPerSample), (short)value);
        }

        return bytes;
    }
}
