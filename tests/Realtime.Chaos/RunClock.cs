namespace Realtime.Chaos;

/// <summary>Time since the run began; it does not move with anybody's wall clock.</summary>
sealed class RunClock
{
    readonly long begun = TimeProvider.System.GetTimestamp();

    public TimeSpan Now => TimeProvider.System.GetElapsedTime(begun);
}
