using System.Buffers.Binary;

namespace Realtime.Simulator.Protocol;

/// <summary>G.711 at 8 kHz, from and to PCM16 at 24 kHz: one byte for three samples.</summary>
internal static class G711
{
    private const int Ratio = 3;
    private const int MuBias = 0x84;
    private const int Loudest = 32_635;

    public static byte[] ToPcm(ReadOnlySpan<byte> audio, bool isMuLaw)
    {
        var pcm = new byte[audio.Length * Ratio * AudioFormat.BytesPerSample];
        for (var at = 0; at < audio.Length * Ratio; at++)
        {
            var sample = isMuLaw ? FromMuLaw(audio[at / Ratio]) : FromALaw(audio[at / Ratio]);
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(at * AudioFormat.BytesPerSample), sample);
        }

        return pcm;
    }

    public static byte[] FromPcm(ReadOnlySpan<byte> pcm, bool isMuLaw)
    {
        var audio = new byte[pcm.Length / AudioFormat.BytesPerSample / Ratio];
        for (var at = 0; at < audio.Length; at++)
        {
            var sample = BinaryPrimitives.ReadInt16LittleEndian(pcm[(at * Ratio * AudioFormat.BytesPerSample)..]);
            audio[at] = isMuLaw ? ToMuLaw(sample) : ToALaw(sample);
        }

        return audio;
    }

    private static byte ToMuLaw(short sample)
    {
        var magnitude = Math.Min(Math.Abs((int)sample), Loudest) + MuBias;
        var exponent = int.Log2(magnitude) - 7;
        var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~((sample < 0 ? 0x80 : 0) | exponent << 4 | mantissa);
    }

    private static short FromMuLaw(byte code)
    {
        var bits = ~code;
        var magnitude = (((bits & 0x0F) << 3) + MuBias << ((bits >> 4) & 0x07)) - MuBias;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static byte ToALaw(short sample)
    {
        var magnitude = Math.Min(Math.Abs((int)sample), Loudest) >> 3;
        var exponent = Math.Max(0, int.Log2(magnitude | 1) - 4);
        var mantissa = exponent == 0 ? magnitude >> 1 & 0x0F : magnitude >> exponent & 0x0F;
        return (byte)(((sample < 0 ? 0 : 0x80) | exponent << 4 | mantissa) ^ 0x55);
    }

    private static short FromALaw(byte code)
    {
        var bits = code ^ 0x55;
        var (exponent, mantissa) = ((bits >> 4) & 0x07, bits & 0x0F);
        var magnitude = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
