using System.Diagnostics.Metrics;

namespace Realtime.Worker.Journal;

/// <summary>Counts what the log refused of sessions for what it is, and remembers when it last did.</summary>
sealed class JournalRefusals(TimeProvider time)
{
    static readonly Meter Meter = new("Realtime.Worker");
    static readonly Counter<long> Refused = Meter.CreateCounter<long>("realtime.journal.refused", description: "What the log refused of sessions, which end for it");

    long last;

    /// <summary>How long ago it last happened; null where it never did.</summary>
    public TimeSpan? SinceLast => Volatile.Read(ref last) is var at and not 0 ? time.GetElapsedTime(at) : null;

    public void Add()
    {
        Refused.Add(1);
        Volatile.Write(ref last, time.GetTimestamp());
    }
}
