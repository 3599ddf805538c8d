namespace Realtime.Worker.Journal;

/// <summary>How many sessions the journal commits together, and how long it waits after a failure.</summary>
static class JournalPace
{
    /// <summary>The most sessions in one commit: bounds how long a lone event waits during a burst.</summary>
    public const int MostSessions = 256;

    /// <summary>Each conversation has one of these queues, which commit side by side.</summary>
    public const int Queues = 2;

    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>The pause after one more failure in a row.</summary>
    public static TimeSpan After(TimeSpan pause) =>
        pause == TimeSpan.Zero ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
}
