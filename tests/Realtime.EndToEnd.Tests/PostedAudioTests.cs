using System.Buffers.Binary;
using System.Net;
using System.Text;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>A WAV file is read by its header; what the model would hear as noise is refused by name.</summary>
[Collection(SharedServices.Name)]
public sealed class PostedAudioTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_model_hears_the_samples_of_a_wav_file_and_not_its_header(bool asJson, bool isPiped)
    {
        var session = await (await Api.NewConversation().Start()).Started();
        var wav = Wav(Speech.Silence(1_000), lengthIsUnknown: isPiped);
        var posted = asJson ? await session.TryAudioAsJson(new { audio = Convert.ToBase64String(wav) }) : await session.TryAudio(wav);
        posted.MustBe(HttpStatusCode.Accepted);
        var heard = 0L;
        await Patience.Until(async () => (heard = (await Upstream.Connection(session.Id)).AudioMilliseconds) >= 1_000, "a second at the model");
        await session.TryEnd();
        Assert.Equal(1_000, heard);
    }

    [Theory]
    [InlineData(44_100, 1, 16, 1, "44100 Hz")]
    [InlineData(24_000, 2, 16, 1, "2 channels")]
    [InlineData(24_000, 1, 8, 1, "8 bits")]
    [InlineData(24_000, 1, 16, 7, "format 7")]
    public async Task A_wav_file_of_another_format_is_refused_by_name(int rate, short channels, short bits, short format, string words)
    {
        var session = Api.NewConversation().Session(Guid.CreateVersion7());
        Refused(await session.TryAudio(Wav(Speech.Silence(100), rate, channels, bits, format)), words);
    }

    [Theory]
    [InlineData("OggS", "an Ogg file")]
    [InlineData("fLaC", "a FLAC file")]
    [InlineData("RIFF0000WAVEdata", "without a format")]
    [InlineData("RIFF0000WAVE", "without samples")]
    [InlineData("RIFF0000WAVEfmt \u0001\0\0\0x", "a broken format")]
    public async Task Another_kind_of_file_is_refused_by_name(string begin, string words)
    {
        var session = Api.NewConversation().Session(Guid.CreateVersion7());
        Refused(await session.TryAudio(Encoding.Latin1.GetBytes(begin + "\0\0\0\0")), words);
    }

    static void Refused(Answer answer, string words)
    {
        answer.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Contains(words, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    static byte[] Wav(ReadOnlyMemory<byte> samples, int rate = 24_000, short channels = 1, short bits = 16, short format = 1,
        bool lengthIsUnknown = false)
    {
        var wav = new byte[44 + samples.Length];
        "RIFF\0\0\0\0WAVEfmt \u0010\0\0\0"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), format);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), rate * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), bits);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(40), lengthIsUnknown ? uint.MaxValue : (uint)samples.Length);
        samples.Span.CopyTo(wav.AsSpan(44));
        return wav;
    }
}
