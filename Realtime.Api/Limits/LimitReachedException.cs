using Realtime.Sessions;

namespace Realtime.Api.Limits;

/// <summary>A limit is reached: nothing is wrong with the request, and a retry or another API may serve it.</summary>
/// <param name="status">503 where this API is full, 429 where the client's own session, key or tenant is.</param>
sealed class LimitReachedException(string setting, long most, string what, int status)
    : SessionRefusedException("limit-reached", $"{setting} allows {most} {what}: try again later.")
{
    /// <summary>The setting that bounds it.</summary>
    public string Setting { get; } = setting;

    public int Status { get; } = status;

    public long Most { get; } = most;

    /// <summary>Whose limit it is: tenant or key; null for a limit of the API or of a session.</summary>
    public string? Owner { get; init; }

    /// <summary>When a retry may succeed; null if that is unknown.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
