using Realtime.Worker.Journal;

namespace Realtime.Worker.Live;

/// <summary>
/// Tells the live sockets' APIs how far the log has come, now and then: where a link breaks, they read from there what it did not bring.
/// </summary>
sealed class LiveProgress(JournalEntry entry, LiveAttachments attachments, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    long told, toldAt;

    public void Mark()
    {
        var version = entry.Version;
        if (version == told || attachments.IsEmpty || time.GetElapsedTime(toldAt) < Pause) return;
        (told, toldAt) = (version, time.GetTimestamp());
        attachments.Mark(version);
    }
}
