namespace Realtime.Chaos.Load;

/// <summary>How long a client still leaves unread what comes.</summary>
sealed class Stall(RunClock clock)
{
    long until;

    public void For(TimeSpan time) => Interlocked.Exchange(ref until, (clock.Now + time).Ticks);

    /// <summary>Not above zero while it reads.</summary>
    public TimeSpan Left => TimeSpan.FromTicks(Interlocked.Read(ref until)) - clock.Now;
}
