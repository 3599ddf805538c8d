using System.Diagnostics;

namespace Samples.Voice;

/// <summary>Where the model's voice goes: a loudspeaker, a file, or nowhere.</summary>
abstract class Speaker : IAsyncDisposable
{
    public static Speaker Open(VoiceOptions options) =>
        options.Out is { } file ? new Recording(file) : options.Quiet ? new Nowhere() : new Loudspeaker();

    /// <param name="sound">PCM16, mono, 24 kHz.</param>
    public abstract Task Play(ReadOnlyMemory<byte> sound);

    /// <summary>Forgets what is not played yet.</summary>
    public virtual void Hush() { }

    public abstract ValueTask DisposeAsync();

    sealed class Nowhere : Speaker
    {
        public override Task Play(ReadOnlyMemory<byte> sound) => Task.CompletedTask;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    sealed class Recording(string file) : Speaker
    {
        readonly MemoryStream heard = new();

        public override async Task Play(ReadOnlyMemory<byte> sound) => await heard.WriteAsync(sound);

        public override async ValueTask DisposeAsync() => await File.WriteAllBytesAsync(file, WavFile.Of(heard.ToArray()));
    }

    sealed class Loudspeaker : Speaker
    {
        Process? player;

        public override async Task Play(ReadOnlyMemory<byte> sound)
        {
            player ??= Microphone.Start("aplay", "-q -t raw -f S16_LE -r 24000 -c 1", writes: true);
            await player.StandardInput.BaseStream.WriteAsync(sound);
            await player.StandardInput.BaseStream.FlushAsync();
        }

        public override void Hush()
        {
            player?.Kill();
            player?.Dispose();
            player = null;
        }

        public override ValueTask DisposeAsync()
        {
            Hush();
            return ValueTask.CompletedTask;
        }
    }
}
