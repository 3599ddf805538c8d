using System.Buffers.Binary;

namespace Realtime.Testing.Client;

/// <summary>PCM16, mono, 24 kHz.</summary>
public static class Speech
{
    public const int BytesPer100Milliseconds = 4_800;

    /// <summary>A spoken sentence: the samples of a WAV file.</summary>
    public static ReadOnlyMemory<byte> Sentence()
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "speech", "fox.wav"));
        var at = 12; // after "RIFF", the size, and "WAVE"
        while (!file.AsSpan(at, 4).SequenceEqual("data"u8)) at += 8 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
        return file.AsMemory(at + 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4)));
    }

    public static ReadOnlyMemory<byte> Silence(int milliseconds) => new byte[BytesPer100Milliseconds / 100 * milliseconds];
}
