using System.Buffers.Binary;
using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

/// <summary>
/// The samples of posted audio: raw PCM16, or those of a WAV file, which is recognized by its header. A file of another kind is refused,
/// because the model would hear it as noise.
/// </summary>
static class PostedAudio
{
    public const int SampleRate = 24_000;
    const string Wanted = "send PCM16 little-endian, mono, 24 kHz, raw or as a WAV file";
    const int ChunkHead = 8, RiffHead = 12, FormatBytes = 16, Pcm = 1;

    static readonly (byte[] Begin, string Name)[] Others =
        [("OggS"u8.ToArray(), "an Ogg file"), ("fLaC"u8.ToArray(), "a FLAC file"), ([0x1A, 0x45, 0xDF, 0xA3], "a WebM or Matroska file")];

    /// <exception cref="InvalidOptionsException">There is no sample, or the audio is of another kind; the message names it.</exception>
    public static ReadOnlyMemory<byte> Samples(ReadOnlyMemory<byte> audio)
    {
        if (IsWav(audio.Span)) audio = OfWav(audio);
        else if (Others.FirstOrDefault(other => audio.Span.StartsWith(other.Begin)) is { Name: { } name }) throw Invalid($"is {name}");
        return audio.Length is > 0 && audio.Length % 2 == 0
            ? audio
            : throw new InvalidOptionsException("audio", "audio must be PCM16: an even number of bytes, and at least one sample.");
    }

    static bool IsWav(ReadOnlySpan<byte> audio) =>
        audio.Length >= RiffHead && audio.StartsWith("RIFF"u8) && audio[8..].StartsWith("WAVE"u8);

    static ReadOnlyMemory<byte> OfWav(ReadOnlyMemory<byte> file)
    {
        var isKnown = false;
        for (var at = RiffHead; file.Length - at >= ChunkHead;)
        {
            var head = file.Span[at..];
            var name = head[..4];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            at += ChunkHead;
            // A recorder that writes to a pipe does not know the length: the samples go on to the end.
            var chunk = file.Slice(at, (int)Math.Min(length, file.Length - at));
            if (name.SequenceEqual("data"u8)) return isKnown ? chunk : throw Invalid("is a WAV file without a format");
            if (name.SequenceEqual("fmt "u8)) isKnown = CheckFormat(chunk.Span);
            at += chunk.Length + chunk.Length % 2;
        }

        throw Invalid("is a WAV file without samples");
    }

    static bool CheckFormat(ReadOnlySpan<byte> format)
    {
        if (format.Length < FormatBytes) throw Invalid("is a WAV file with a broken format");
        var (tag, channels) = (BinaryPrimitives.ReadUInt16LittleEndian(format), BinaryPrimitives.ReadUInt16LittleEndian(format[2..]));
        var (rate, bits) = (BinaryPrimitives.ReadUInt32LittleEndian(format[4..]), BinaryPrimitives.ReadUInt16LittleEndian(format[14..]));
        // The extensible form has its tag in the first bytes of a GUID.
        if (tag is 0xFFFE && format.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        return (tag, channels, rate, bits) is (Pcm, 1, SampleRate, 16)
            ? true
            : throw Invalid($"is a WAV file of format {tag}, {channels} channels, {rate} Hz and {bits} bits");
    }

    static InvalidOptionsException Invalid(string what) => new("audio", $"audio {what}: {Wanted}.");
}
