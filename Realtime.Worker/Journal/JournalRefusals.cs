using System.Diagnostics.Metrics;

namespace Realtime.Worker.Journal;

/// <summary>Counts the events that the log refused because of their content, and when it last did.</summary>
sealed class JournalRefusals(TimeProvider time)
{
    static readonly Meter Meter = new("Realtime.Worker");
    static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "realtime.journal.refused", "{event}", "Events that the log refused; their sessions end");

    long last;

    public static void Announce() => Refused.Add(0);

    /// <summary>The time since the last refusal; null if there was none.</summary>
    public TimeSpan? SinceLast => Volatile.Read(ref last) is var at and not 0 ? time.GetElapsedTime(at) : null;

    public void Add()
    {
        Refused.Add(1);
        Volatile.Write(ref last, time.GetTimestamp());
    }
}
