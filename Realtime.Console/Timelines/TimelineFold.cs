namespace Realtime.Console.Timelines;

/// <summary>
/// Makes a picture of a session's events, in the order of the log. It is a pure function of them: the picture of a live session, of an
/// ended one, and of one as it was at an earlier version differ only in the events that they are made of.
/// </summary>
public sealed class TimelineFold
{
    /// <summary>They say again what another event has shown, or will show.</summary>
    static readonly HashSet<string> Echoes = ["item_added", "item_done", "text_delivered", "command_delivered", "speaker_segment"];

    readonly SessionClock clock = new();
    readonly OpenSpans spans = new();
    readonly List<Mark> marks = [];
    readonly List<Latency> latencies = [];
    readonly Transcript transcript = new();
    readonly Lifecycle lifecycle;
    readonly Dialogue dialogue;

    TimelineFold() => (lifecycle, dialogue) = (new Lifecycle(spans, marks), new Dialogue(spans, marks, latencies, transcript));

    /// <summary>The picture; null if there are no events.</summary>
    public static Timeline? Of(IReadOnlyList<LogEvent> events)
    {
        if (events.Count == 0) return null;
        var fold = new TimelineFold();
        var now = TimeSpan.Zero;
        foreach (var e in events)
        {
            now = fold.clock.After(e);
            if (!fold.lifecycle.Take(e, now) && !fold.dialogue.Take(e, now)) fold.Other(e, now);
        }

        return new Timeline(events[0].At, now, events[0].Version, events[^1].Version, events.Count, fold.spans.UpTo(now), fold.marks,
            fold.latencies, fold.transcript.Turns, fold.transcript.Omitted, fold.clock.Steps);
    }

    /// <summary>An event without a place of its own, among them those of newer versions, is a small mark.</summary>
    void Other(LogEvent e, TimeSpan now)
    {
        if (!Echoes.Contains(e.Type)) marks.Add(new Mark(Lane.Lifecycle, now, "minor", e.Type, e.Version));
    }
}
