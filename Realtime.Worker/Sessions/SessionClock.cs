using Realtime.Sessions;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The bounds that time sets to a session: its longest life, its longest silence, and the provider's limit on one transport, which is told some time
/// before it is reached.
/// </summary>
sealed class SessionClock : IAsyncDisposable
{
    /// <summary>So long before the limit the clients are told, or the transport is renewed.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(60);

    /// <summary>So long before the limit a renewal waits for nothing any more.</summary>
    public static readonly TimeSpan LastCall = TimeSpan.FromSeconds(10);

    readonly TimeProvider time;
    readonly TimeSpan? idle;
    readonly TimeSpan cap;
    readonly bool renews;
    readonly ITimer expiry;
    readonly ITimer near;
    readonly ITimer? life;
    readonly ITimer? silence;
    long transportSince;
    long lastActivity;

    /// <param name="age">Of a session that was taken over: how old it is already.</param>
    public SessionClock(SessionOptions options, SessionBounds bounds, TimeProvider time, Action<EndReason> over, Action capIsNear, TimeSpan age = default)
    {
        this.time = time;
        lastActivity = transportSince = time.GetTimestamp();
        renews = options.AtCap is AtCap.Renew;
        var limit = TimeSpan.FromSeconds(bounds.SessionSeconds);
        cap = renews || options.MaxSeconds is not { } told || told > bounds.SessionSeconds ? limit : TimeSpan.FromSeconds(told);
        expiry = time.CreateTimer(_ => over(EndReason.Expired), null, cap, Timeout.InfiniteTimeSpan);
        near = time.CreateTimer(_ => capIsNear(), null, UntilNear, Timeout.InfiniteTimeSpan);
        // Where the transport is renewed, or a new owner has another, the provider's limit is none of the session's, but its own still is.
        var most = TimeSpan.FromSeconds(Math.Min(options.MaxSeconds ?? bounds.LongestSeconds, bounds.LongestSeconds)) - age;
        if (renews || most < cap) life = time.CreateTimer(_ => over(EndReason.Expired), null, most > TimeSpan.Zero ? most : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        var idleSeconds = options.IdleSeconds ?? bounds.IdleSeconds;
        if (idleSeconds == 0) return;
        idle = TimeSpan.FromSeconds(idleSeconds);
        silence = time.CreateTimer(_ => Listen(over), null, idle.Value, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Until the provider's limit, or the session's.</summary>
    public TimeSpan Left => cap - time.GetElapsedTime(transportSince);

    TimeSpan UntilNear => cap > Notice * 2 ? cap - Notice : cap / 2;

    /// <summary>Something was said, by either side.</summary>
    public void Touch() => Volatile.Write(ref lastActivity, time.GetTimestamp());

    /// <summary>A new transport: the provider counts anew.</summary>
    public void Renewed()
    {
        transportSince = time.GetTimestamp();
        expiry.Change(cap, Timeout.InfiniteTimeSpan);
        near.Change(UntilNear, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says again, after a while, that the limit is near.</summary>
    public void CallAgain(TimeSpan after) => near.Change(after, Timeout.InfiniteTimeSpan);

    void Listen(Action<EndReason> over)
    {
        var left = idle!.Value - time.GetElapsedTime(Volatile.Read(ref lastActivity));
        if (left <= TimeSpan.Zero) over(EndReason.Idle);
        else silence!.Change(left, Timeout.InfiniteTimeSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await expiry.DisposeAsync();
        await near.DisposeAsync();
        if (life is not null) await life.DisposeAsync();
        if (silence is not null) await silence.DisposeAsync();
    }
}
