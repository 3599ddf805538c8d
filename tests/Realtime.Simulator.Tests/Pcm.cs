using System.Buffers.Binary;

namespace Realtime.Simulator.Tests;

/// <summary>Audio: PCM16 at 24 kHz, mono.</summary>
internal static class Pcm
{
    private const int BytesPerMillisecond = 48;
    private const int WavHeaderBytes = 44;

    public static byte[] Silence(int milliseconds) => new byte[milliseconds * BytesPerMillisecond];

    public static byte[] Tone(int milliseconds)
    {
        var bytes = Silence(milliseconds);
        for (var index = 0; index < bytes.Length / 2; index++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(index * 2), (short)(8000 * Math.Sin(index / 10.0)));
        return bytes;
    }

    /// <summary>A spoken sentence of about three seconds.</summary>
    public static byte[] Speech() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "speech", "fox.wav"))[WavHeaderBytes..];

    public static int Milliseconds(byte[] pcm) => pcm.Length / BytesPerMillisecond;

    public static double Loudness(byte[] pcm)
    {
        double energy = 0;
        for (var index = 0; index < pcm.Length; index += 2)
            energy += Math.Pow(BinaryPrimitives.ReadInt16LittleEndian(pcm.AsSpan(index)), 2);
        return Math.Sqrt(energy / (pcm.Length / 2));
    }
}
