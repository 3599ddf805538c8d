using System.Diagnostics.Metrics;
using Realtime.Sessions;
using Realtime.Worker.Telemetry;

namespace Realtime.Worker.Sessions;

/// <summary>Measures an end: from the moment when the owner knows the cause, through the drain, to session_ended on the record.</summary>
sealed class EndTiming(TimeProvider time)
{
    static readonly Histogram<double> DrainTime = WorkerMeter.Seconds("realtime.session.end.drain",
        "Recording what upstream sent before the cause of an end, by reason", WorkerMeter.Fast);
    static readonly Histogram<double> RecordTime = WorkerMeter.Seconds("realtime.session.end.record",
        "From the cause of an end to session_ended on the record, without the drain, by reason", WorkerMeter.Fast);

    long known, drainBegan;
    TimeSpan drain;

    /// <summary>The first cause counts.</summary>
    /// <param name="at">A timestamp; 0 for now.</param>
    public void CauseKnown(long at = 0) => Interlocked.CompareExchange(ref known, at == 0 ? time.GetTimestamp() : at, 0);

    public void DrainBegins() => drainBegan = time.GetTimestamp();

    public void DrainEnds()
    {
        if (drainBegan != 0) drain = time.GetElapsedTime(drainBegan);
    }

    /// <summary>The end is on the record.</summary>
    public EndTook Recorded(EndReason reason)
    {
        CauseKnown(); // an unexpected failure has no cause before this
        var all = time.GetElapsedTime(known);
        var why = new KeyValuePair<string, object?>("reason", reason.Word());
        DrainTime.Record(drain.TotalSeconds, why);
        RecordTime.Record((all - drain).TotalSeconds, why);
        return new EndTook(time.GetUtcNow() - all, drain.TotalMilliseconds, (all - drain).TotalMilliseconds);
    }
}

/// <summary>When the cause was known, and the milliseconds since then: of the drain, and of the rest.</summary>
readonly record struct EndTook(DateTimeOffset CauseKnownAt, double DrainMilliseconds, double RecordMilliseconds);
