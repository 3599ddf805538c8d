using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Realtime.EventLog.Access;
using Realtime.Sessions;

namespace Realtime.Api.Live.Secrets;

/// <summary>A client secret in this node's memory, with what its maker put in.</summary>
/// <param name="row">Null for a secret whose row is gone.</param>
[SuppressMessage("Design", "CA1001", Justification = "A request may hold it for as long as it likes, and its source has no timer.")]
sealed class ClientSecret(string id, ClientSecretRow? row, ClientSecretRequest terms)
{
    readonly CancellationTokenSource revoked = new();
    int holders;
    volatile bool isUsed = row?.UsedAt is not null;

    public string Id => id;

    public ClientSecretRequest Terms => terms;

    public Tenant Tenant => row!.Tenant;

    /// <summary>The API key that made it; null for other credentials.</summary>
    public string? Key => row!.Key;

    /// <summary>The holder, as the log names it: the client that the maker named, or the secret.</summary>
    public string Subject => terms.Client is { } client ? $"client:{client}" : $"secret:{id}";

    public CancellationToken Revoked => revoked.Token;

    /// <summary>Requests and sockets of this node that it opened.</summary>
    public bool IsHeld => Volatile.Read(ref holders) > 0;

    public bool IsGood(byte[] hash, DateTimeOffset now) =>
        row is not null && CryptographicOperations.FixedTimeEquals(hash, row.Hash) && row.RevokedAt is null
            && row.ExpiresAt > now && !isUsed && !revoked.IsCancellationRequested;

    /// <summary>True if it is good for one socket only.</summary>
    public bool IsForOnce => row!.SingleUse;

    public void MarkUsed(bool used = true) => isUsed = used;

    /// <summary>Cancels without waiting: closing one socket delays no other.</summary>
    public void Revoke() => _ = revoked.CancelAsync();

    public IDisposable Hold() => new Holder(this);

    sealed class Holder : IDisposable
    {
        readonly ClientSecret of;
        int released;

        public Holder(ClientSecret of)
        {
            this.of = of;
            Interlocked.Increment(ref of.holders);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0) Interlocked.Decrement(ref of.holders);
        }
    }
}
