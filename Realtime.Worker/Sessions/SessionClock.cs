using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>The bounds that time sets to a session: its longest life, and its longest silence.</summary>
sealed class SessionClock : IAsyncDisposable
{
    readonly TimeProvider time;
    readonly TimeSpan? idle;
    readonly ITimer expiry;
    readonly ITimer? silence;
    long lastActivity;

    public SessionClock(SessionOptions options, SessionBounds bounds, TimeProvider time, Action<EndReason> over)
    {
        this.time = time;
        lastActivity = time.GetTimestamp();
        var life = TimeSpan.FromSeconds(Math.Min(options.MaxSeconds ?? bounds.SessionSeconds, bounds.SessionSeconds));
        expiry = time.CreateTimer(_ => over(EndReason.Expired), null, life, Timeout.InfiniteTimeSpan);
        var idleSeconds = options.IdleSeconds ?? bounds.IdleSeconds;
        if (idleSeconds == 0) return;
        idle = TimeSpan.FromSeconds(idleSeconds);
        silence = time.CreateTimer(_ => Listen(over), null, idle.Value, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was said, by either side.</summary>
    public void Touch() => Volatile.Write(ref lastActivity, time.GetTimestamp());

    void Listen(Action<EndReason> over)
    {
        var left = idle!.Value - time.GetElapsedTime(Volatile.Read(ref lastActivity));
        if (left <= TimeSpan.Zero) over(EndReason.Idle);
        else silence!.Change(left, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await expiry.DisposeAsync();
        if (silence is not null) await silence.DisposeAsync();
    }
}
