using System.Buffers.Binary;

namespace Samples.Voice;

/// <summary>WAV files of 24 kHz, mono, 16 bits.</summary>
static class WavFile
{
    const int Rate = 24_000, HeadBytes = 44;

    /// <exception cref="IOException">The file is not such a WAV file.</exception>
    public static ReadOnlyMemory<byte> Samples(byte[] file)
    {
        if (file.Length < HeadBytes || !file.AsSpan(0, 4).SequenceEqual("RIFF"u8)) throw Wrong();
        for (var at = 12; at + 8 <= file.Length; at += 8 + Number(at + 4))
        {
            var name = file.AsSpan(at, 4);
            var length = Math.Min(Number(at + 4), file.Length - at - 8);
            if (length < 0) throw Wrong();
            if (name.SequenceEqual("fmt "u8)
                && (length < 16 || Number(at + 12) != Rate || Number(at + 8) != 0x10001 || file[at + 22] != 16)) throw Wrong();
            if (name.SequenceEqual("data"u8)) return file.AsMemory(at + 8, length);
        }

        throw Wrong();

        int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
        static IOException Wrong() => new("The file must be a WAV file of 24 kHz, mono, 16 bits.");
    }

    public static byte[] Of(ReadOnlySpan<byte> samples)
    {
        var file = new byte[HeadBytes + samples.Length];
        "RIFF    WAVEfmt "u8.CopyTo(file);
        "data"u8.CopyTo(file.AsSpan(36));
        foreach (var (at, number) in (ReadOnlySpan<(int, int)>)[(4, file.Length - 8), (16, 16), (20, 0x10001), (24, Rate), (28, Rate * 2),
                     (32, 0x100002), (40, samples.Length)])
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), number);
        samples.CopyTo(file.AsSpan(HeadBytes));
        return file;
    }
}
