using Realtime.Worker.Journal;

namespace Realtime.Worker.Live;

/// <summary>
/// Sends the APIs of live sockets the log's version now and then: if a connection breaks, they read from there in the log.
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
