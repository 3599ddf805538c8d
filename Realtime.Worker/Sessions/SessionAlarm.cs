namespace Realtime.Worker.Sessions;

/// <summary>The one timer of a session. It may ring for a deadline that has moved since: the machine decides what is due.</summary>
sealed class SessionAlarm(TimeProvider time, Action ring) : IAsyncDisposable
{
    readonly ITimer timer = time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <param name="left">The time until it rings, which replaces any earlier one; null for never.</param>
    public void Set(TimeSpan? left) =>
        timer.Change(left is { } due ? TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(due.TotalMilliseconds)))
            : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
