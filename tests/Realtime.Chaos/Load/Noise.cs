using System.Buffers.Binary;

namespace Realtime.Chaos.Load;

/// <summary>Audio that counts as speech: PCM16, mono, 24 kHz.</summary>
static class Noise
{
    const int SamplesPerMillisecond = 24;

    public static byte[] Pcm(int milliseconds)
    {
        var pcm = new byte[milliseconds * SamplesPerMillisecond * sizeof(short)];
        for (var i = 0; i < pcm.Length; i += sizeof(short))
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(i), (short)(i / 60 % 2 == 0 ? 8_000 : -8_000));
        return pcm;
    }
}
