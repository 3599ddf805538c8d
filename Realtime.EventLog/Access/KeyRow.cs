using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>An API key as it is stored: what it is good for, and nothing that it could be made from.</summary>
/// <param name="Id">The part of the key that may be seen.</param>
/// <param name="Hash">SHA-256 of the whole key.</param>
/// <param name="CreatedBy">The subject that made it.</param>
/// <param name="LastUsedAt">To the hour; null for one that was never used.</param>
public sealed record KeyRow(
    string Id,
    byte[] Hash,
    Tenant Tenant,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt = null,
    DateTimeOffset? LastUsedAt = null,
    DateTimeOffset? RevokedAt = null,
    string? RevokedBy = null);
