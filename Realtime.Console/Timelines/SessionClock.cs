namespace Realtime.Console.Timelines;

/// <summary>
/// The time since the first event. Several machines record the events of a session, and their clocks may be hours apart: where a time is
/// before that of the event before it, no time passes, so that the order of the log stays the order of the picture.
/// </summary>
sealed class SessionClock
{
    /// <summary>Machines whose clocks agree differ by this much all the same.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    readonly List<ClockStep> steps = [];
    DateTimeOffset? last;
    TimeSpan elapsed;

    public IReadOnlyList<ClockStep> Steps => steps;

    public TimeSpan After(LogEvent e)
    {
        var passed = e.At - (last ?? e.At);
        if (passed > TimeSpan.Zero) elapsed += passed;
        else if (-passed > Usual) steps.Add(new ClockStep(e.Version, -passed));
        last = e.At;
        return elapsed;
    }
}
