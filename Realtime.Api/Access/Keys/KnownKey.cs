using Realtime.Sessions;

namespace Realtime.Api.Access.Keys;

/// <summary>A key that is good, as this node knows it. Revoked is cancelled when it is good no more: what it has opened ends then.</summary>
sealed class KnownKey(string id, byte[] hash, Tenant tenant, string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt) : IDisposable
{
    readonly CancellationTokenSource revoked = new();
    int used;

    public string Id => id;
    public byte[] Hash => hash;
    public Tenant Tenant => tenant;
    public string Name => name;
    public IReadOnlyList<string> Scopes => scopes;
    public DateTimeOffset? ExpiresAt => expiresAt;
    public CancellationToken Revoked => revoked.Token;

    public bool HasExpired(DateTimeOffset now) => expiresAt <= now;

    public void Use() => Volatile.Write(ref used, 1);

    /// <summary>Whether it was used since this was asked last.</summary>
    public bool TakeUsed() => Interlocked.Exchange(ref used, 0) == 1;

    /// <summary>It ends what it opened on threads of their own: a socket's last words hold up no other.</summary>
    public void Revoke() => _ = revoked.CancelAsync();

    public void Dispose() => revoked.Dispose();

    public bool IsSame(KnownKey other) => Id == other.Id && hash.AsSpan().SequenceEqual(other.Hash) && tenant == other.Tenant && scopes.SequenceEqual(other.Scopes) && expiresAt == other.ExpiresAt;
}
