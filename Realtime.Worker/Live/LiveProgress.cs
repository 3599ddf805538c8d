using Realtime.Worker.Journal;

namespace Realtime.Worker.Live;

/// <summary>
/// Tells the APIs of live sockets which version of the log has been sent: while the model speaks, at most four times a second, and once more
/// when it is quiet and everything that it said is on the record. If a connection breaks, the APIs read on from there in the log.
/// </summary>
sealed class LiveProgress(JournalEntry entry, LiveAttachments attachments, TimeProvider time) : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    readonly Lock gate = new();
    ITimer? timer;
    long told, toldAt;
    bool isArmed, isDisposed;

    /// <summary>Call it after messages were sent; it tells now or soon.</summary>
    public void Mark()
    {
        if (attachments.IsEmpty) return;
        lock (gate)
        {
            if (time.GetElapsedTime(toldAt) >= Pause) Tell();
            Arm();
        }
    }

    void Rang()
    {
        lock (gate)
        {
            isArmed = false;
            if (isDisposed || attachments.IsEmpty) return;
            var isQuiet = entry.PendingCount == 0; // read before the version: what is recorded later is told later
            Tell();
            if (!isQuiet) Arm();
        }
    }

    void Tell()
    {
        var version = entry.Version;
        if (version == told) return;
        (told, toldAt) = (version, time.GetTimestamp());
        attachments.Mark(version);
    }

    void Arm()
    {
        if (isArmed || isDisposed) return;
        isArmed = true;
        timer ??= time.CreateTimer(static progress => ((LiveProgress)progress!).Rang(), this, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate) isDisposed = true;
        if (timer is not null) await timer.DisposeAsync();
    }
}
