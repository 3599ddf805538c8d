namespace Realtime.Sessions.Machine;

/// <summary>
/// The bounds that time sets to a session: its longest life, its longest silence, and the limit on one transport, the provider's or ours,
/// whichever is earlier, which is noticed some time before it is reached.
/// </summary>
public sealed record Limits(Terms Terms)
{
    /// <summary>So long before the limit the clients are told, or the transport is renewed.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(60);

    /// <summary>So long before the limit a renewal waits for nothing any more.</summary>
    static readonly TimeSpan LastCall = TimeSpan.FromSeconds(10);

    /// <summary>A provider that goes away so near to the limit does so because of it.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    DateTimeOffset? Expiry { get; init; }
    DateTimeOffset? Life { get; init; }
    DateTimeOffset? Told { get; init; }

    /// <summary>When the limit on the transport is near.</summary>
    public DateTimeOffset? Near { get; init; }

    /// <summary>When to look whether the session has been silent for too long.</summary>
    public DateTimeOffset? Silence { get; private init; }

    public DateTimeOffset? Next => new[] { Expiry, Life, Near, Silence }.Min();

    /// <summary>A new transport: its time begins anew, the session's goes on.</summary>
    public Limits TransportUp(DateTimeOffset now)
    {
        var asked = Terms.Options.MaxSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var cap = Terms.Renews || asked is null || asked > Terms.Bounds.Transport ? Terms.Bounds.Transport : asked.Value;
        var life = Shorter(asked ?? Terms.Bounds.Life, Terms.Bounds.Life) - Terms.Age;
        var idle = Terms.Options.IdleSeconds is { } silence ? TimeSpan.FromSeconds(silence) : Terms.Bounds.Idle;
        return this with
        {
            Expiry = now + cap,
            Near = now + UntilNear(cap),
            Told = null,
            Life = Life ?? (Terms.Renews || life < cap ? now + life : null),
            Silence = Silence ?? (idle > TimeSpan.Zero ? now + idle : null),
        };
    }

    /// <summary>The provider says when it closes the transport; a time in the past says only that its clock is another one.</summary>
    public Limits ExpiresAt(DateTimeOffset? told, DateTimeOffset now) =>
        told is not { } at || at == Told || at <= now ? this
        : at >= Expiry ? this with { Told = at }
        : this with { Told = at, Expiry = at, Near = now + UntilNear(at - now) };

    /// <summary>The transport is gone, and its limit with it; the session's own stays.</summary>
    public Limits TransportGone() => this with { Expiry = null, Near = null };

    public bool IsOver(DateTimeOffset now) => Expiry <= now || Life <= now;

    public bool IsNearEnd(DateTimeOffset now) => Told - Tolerance <= now || Expiry - Tolerance <= now;

    public bool MayWait(DateTimeOffset now) => Left(now) > LastCall;

    public TimeSpan Left(DateTimeOffset now) => Expiry is { } expiry && expiry > now ? expiry - now : TimeSpan.Zero;

    /// <summary>Looks again when the silence that lasts since then is too long; null where it is already.</summary>
    public Limits? SilentSince(DateTimeOffset activity, DateTimeOffset now)
    {
        var idle = Terms.Options.IdleSeconds is { } silence ? TimeSpan.FromSeconds(silence) : Terms.Bounds.Idle;
        return activity + idle > now ? this with { Silence = activity + idle } : null;
    }

    static TimeSpan UntilNear(TimeSpan cap) => cap > Notice * 2 ? cap - Notice : cap / 2;

    static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
