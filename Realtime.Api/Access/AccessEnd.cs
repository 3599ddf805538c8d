namespace Realtime.Api.Access;

/// <summary>When the credential of a request is good no more, for what outlives its first moment: live sockets and event streams.</summary>
/// <param name="Revoked">It was taken back.</param>
/// <param name="ExpiresAt">It says itself until when it is good.</param>
sealed record AccessEnd(CancellationToken Revoked, DateTimeOffset? ExpiresAt = null)
{
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    /// <summary>For as long as the response takes.</summary>
    public static CancellationToken Of(HttpContext context)
    {
        if (context.Features.Get<AccessEnd>() is not { } end) return CancellationToken.None;
        if (end.ExpiresAt is not { } expiresAt) return end.Revoked;
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var left = expiresAt - time.GetUtcNow();
        var expired = new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestTimer ? left : LongestTimer, time);
        context.Response.RegisterForDispose(expired);
        return expired.Token;
    }
}

/// <summary>How what outlived its credential is told to end.</summary>
static class AccessRevoked
{
    /// <summary>Of the Close frame.</summary>
    public const string Reason = "access_revoked";

    /// <summary>Of the last message of an event stream.</summary>
    public const string Problem = "access-revoked";
    public const string Detail = "The credential was revoked or has expired: come back with another.";
}
