namespace Realtime.Api.Access;

/// <summary>When a request's credential ends. Live sockets and event streams outlive the check at their start, so they watch it.</summary>
/// <param name="Revoked">Cancelled when the credential is revoked.</param>
/// <param name="ExpiresAt">The expiry that the credential carries; null where it has none.</param>
sealed record AccessEnd(CancellationToken Revoked, DateTimeOffset? ExpiresAt = null)
{
    static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    /// <summary>Cancelled when the credential ends; valid until the response completes.</summary>
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

/// <summary>What a live socket or event stream says when the API closes it because its credential ended.</summary>
static class AccessRevoked
{
    /// <summary>The reason in the Close frame.</summary>
    public const string Reason = "access_revoked";

    /// <summary>The words in an event stream's last message.</summary>
    public const string Detail = "The credential was revoked or has expired: connect again with another.";
}
