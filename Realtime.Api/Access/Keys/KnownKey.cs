using System.Security.Claims;
using Realtime.Sessions;

namespace Realtime.Api.Access.Keys;

/// <summary>
/// A valid key in this node's memory. Revoked is cancelled when the key is revoked or expires; that closes what the key opened.
/// </summary>
sealed class KnownKey(string id, byte[] hash, Tenant tenant, string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt)
    : IDisposable
{
    readonly CancellationTokenSource revoked = new();
    int used;
    ClaimsPrincipal? caller;

    public string Id => id;
    public byte[] Hash => hash;
    public Tenant Tenant => tenant;
    public string Name => name;
    public IReadOnlyList<string> Scopes => scopes;
    public DateTimeOffset? ExpiresAt => expiresAt;
    public CancellationToken Revoked => revoked.Token;

    /// <summary>The caller of each request with this key: one object, which thousands of open streams share.</summary>
    public ClaimsPrincipal Caller(AccessWays ways) =>
        caller ??= Access.Caller.Of(AccessSchemes.ApiKey, tenant, $"key:{name}", scopes, ways.IsOperator(tenant, scopes), id);

    public bool HasExpired(DateTimeOffset now) => expiresAt <= now;

    public void Use() => Volatile.Write(ref used, 1);

    /// <summary>Whether the key was used since the last call.</summary>
    public bool TakeUsed() => Interlocked.Exchange(ref used, 0) == 1;

    /// <summary>Cancels without waiting: closing one socket delays no other.</summary>
    public void Revoke() => _ = revoked.CancelAsync();

    public void Dispose() => revoked.Dispose();

    public bool IsSame(KnownKey other) =>
        Id == other.Id && hash.AsSpan().SequenceEqual(other.Hash) && tenant == other.Tenant && scopes.SequenceEqual(other.Scopes)
            && expiresAt == other.ExpiresAt;
}
