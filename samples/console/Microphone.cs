using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Samples.Voice;

/// <summary>The user's voice: PCM16, mono, 24 kHz, in pieces of 100 ms.</summary>
static class Microphone
{
    const int PieceBytes = 4_800;
    static readonly TimeSpan Piece = TimeSpan.FromMilliseconds(100);

    /// <param name="wav">A file to speak, and then silence; null listens to the microphone with arecord.</param>
    /// <param name="ct">Ends it.</param>
    public static IAsyncEnumerable<ReadOnlyMemory<byte>> Listen(string? wav, CancellationToken ct) =>
        wav is null ? Record(ct) : Read(wav, ct);

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> Record([EnumeratorCancellation] CancellationToken ct)
    {
        using var recorder = Start("arecord", "-q -t raw -f S16_LE -r 24000 -c 1");
        try
        {
            var piece = new byte[PieceBytes];
            while (await recorder.StandardOutput.BaseStream.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false,
                ct) is > 0 and var read)
                yield return piece.AsMemory(0, read);
        }
        finally
        {
            if (!recorder.HasExited) recorder.Kill();
        }
    }

    /// <summary>At the pace of speech, so that the model hears pauses where they are.</summary>
    static async IAsyncEnumerable<ReadOnlyMemory<byte>> Read(string wav, [EnumeratorCancellation] CancellationToken ct)
    {
        var sound = WavFile.Samples(await File.ReadAllBytesAsync(wav, ct));
        using var pace = new PeriodicTimer(Piece);
        for (var at = 0; await pace.WaitForNextTickAsync(ct); at += PieceBytes)
            yield return at < sound.Length ? sound.Slice(at, Math.Min(PieceBytes, sound.Length - at)) : new byte[PieceBytes];
    }

    public static Process Start(string program, string arguments, bool writes = false)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !writes,
                RedirectStandardInput = writes })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException(
                $"{program} cannot be started: install it (apt-get install alsa-utils), or give --wav and --out, or --quiet.", e);
        }
    }
}
