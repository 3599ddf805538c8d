using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>How much of the last output item has been played, for cutting it where the user began to speak. Used once per item.</summary>
sealed class Playback
{
    UpstreamMessage.Audio? last;
    long milliseconds;

    public void Add(UpstreamMessage.Audio audio)
    {
        if (last?.ItemId != audio.ItemId) milliseconds = 0;
        last = audio;
        milliseconds += audio.Milliseconds;
    }

    /// <summary>The item to cut and where; null when nothing was playing.</summary>
    public (string ItemId, int ContentIndex, long Milliseconds)? Interrupt()
    {
        if (last is not { } item) return null;
        last = null;
        return (item.ItemId, item.ContentIndex, milliseconds);
    }
}
