using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>An API key as it is stored: its rights and its hash, from which nobody can compute the key.</summary>
/// <param name="Id">The public part of the key.</param>
/// <param name="Hash">The SHA-256 of the whole key.</param>
/// <param name="CreatedBy">The subject that created it.</param>
/// <param name="LastUsedAt">The hour of its last use; null if it was never used.</param>
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
