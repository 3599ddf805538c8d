namespace Realtime.Chaos;

/// <summary>The time since the run began, by the monotonic clock: moving a wall clock does not change it.</summary>
sealed class RunClock
{
    readonly long begun = TimeProvider.System.GetTimestamp();

    public TimeSpan Now => TimeProvider.System.GetElapsedTime(begun);
}
