using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>A client secret as it is stored.</summary>
/// <param name="Id">Its public name.</param>
/// <param name="Hash">The SHA-256 of the token.</param>
/// <param name="CreatedBy">The subject that made it.</param>
/// <param name="Key">The id of the API key that made it; null for other credentials.</param>
/// <param name="Terms">What its maker put in, encrypted.</param>
/// <param name="UsedAt">When a secret for single use was used.</param>
public sealed record ClientSecretRow(
    string Id,
    byte[] Hash,
    Tenant Tenant,
    string CreatedBy,
    string? Key,
    string Terms,
    bool SingleUse,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt = null,
    DateTimeOffset? RevokedAt = null);
