using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;

namespace Realtime.Bench.Relay;

/// <summary>
/// 20 ms of PCM16 at 24 kHz as a message of the model's protocol. Its first samples contain the time at which it was sent.
/// </summary>
static class AudioFrame
{
    public const int Milliseconds = 20;
    const int Bytes = 24_000 / 1_000 * Milliseconds * 2;
    const int StampBytes = 12;
    const int StampLength = 16;

    public static byte[] New() => [.. "{\"type\":\"input_audio_buffer.append\",\"audio\":\""u8, .. Base64Zeros(), .. "\"}"u8];

    static byte[] Base64Zeros()
    {
        var text = new byte[Base64.GetMaxEncodedToUtf8Length(Bytes)];
        Base64.EncodeToUtf8(new byte[Bytes], text, out _, out _);
        return text;
    }

    /// <summary>Writes the time into a message of <see cref="New"/>.</summary>
    public static void Stamp(Span<byte> message)
    {
        Span<byte> stamp = stackalloc byte[StampBytes];
        BinaryPrimitives.WriteInt64LittleEndian(stamp, Stopwatch.GetTimestamp());
        Base64.EncodeToUtf8(stamp, message["{\"type\":\"input_audio_buffer.append\",\"audio\":\""u8.Length..], out _, out _);
    }

    /// <summary>The time since the frame in an echo was sent; null for any other message.</summary>
    public static TimeSpan? Age(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith("{\"type\":\"response.output_audio.delta\""u8)) return null;
        var at = message.IndexOf("\"delta\":\""u8);
        if (at < 0) return null;
        Span<byte> stamp = stackalloc byte[StampBytes];
        Base64.DecodeFromUtf8(message.Slice(at + "\"delta\":\"".Length, StampLength), stamp, out _, out _);
        return Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(stamp));
    }
}
