namespace Realtime.Chaos.Load;

/// <summary>How long a client goes on reading nothing.</summary>
sealed class Stall(RunClock clock)
{
    long until;

    public void For(TimeSpan time) => Interlocked.Exchange(ref until, (clock.Now + time).Ticks);

    /// <summary>The time that is left; zero or less while the client reads.</summary>
    public TimeSpan Left => TimeSpan.FromTicks(Interlocked.Read(ref until)) - clock.Now;
}
