using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Access.Keys;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Access;

namespace Realtime.Api.Live.Secrets;

/// <summary>Makes, checks and revokes client secrets: short-lived tokens for clients that must not have a key.</summary>
sealed class ClientSecrets(ClientSecretRows rows, KnownSecrets known, SecretTerms terms, SharedSecret shared, KnownKeys keys, TimeProvider time)
{
    public async Task<(string Token, ClientSecretRow Row)> Make(ClaimsPrincipal caller, ClientSecretRequest request, CancellationToken ct)
    {
        var token = SecretToken.Make(await shared.Get(ct));
        var (id, now) = (SecretToken.IdOf(SecretToken.Read(token)), time.GetUtcNow());
        var expires = DateTimeOffset.FromUnixTimeSeconds((now + request.Lifetime).ToUnixTimeSeconds());
        var row = new ClientSecretRow(id, SecretToken.HashOf(token), caller.Tenant, caller.Subject, caller.KeyId,
            await terms.Encrypt(id, request, ct), request.SingleUse, now, expires);
        await rows.Add(row, ct);
        return (token, row);
    }

    /// <summary>The secret, if it is valid now; it stays known to this node until the request ends.</summary>
    public async Task<ClientSecret?> Read(string token, HttpContext context)
    {
        var ct = context.RequestAborted;
        if (SecretToken.Read(token) is not { } bytes) return null;
        if (!await shared.IsGood(SecretToken.ChecksumIn(bytes), key => SecretToken.Checksum(bytes, key), ct)) return null;
        var (secret, hold) = await known.Find(SecretToken.IdOf(bytes), ct);
        context.Response.RegisterForDispose(hold);
        if (!secret.IsGood(SecretToken.HashOf(token), time.GetUtcNow())) return null;
        if (secret.Key is not { } id)
        {
            context.Features.Set(new AccessEnd(secret.Revoked));
            return secret;
        }

        // A secret is worth no more than the key that made it.
        if (await keys.Find(id, ct) is not { } key) return null;
        var either = CancellationTokenSource.CreateLinkedTokenSource(secret.Revoked, key.Revoked);
        context.Response.RegisterForDispose(either);
        context.Features.Set(new AccessEnd(either.Token));
        return secret;
    }

    /// <summary>Uses up a secret that is for one socket.</summary>
    /// <exception cref="UnauthorizedException">It was used before.</exception>
    public async Task Use(ClientSecret? secret, CancellationToken ct)
    {
        if (secret is not { IsForOnce: true }) return;
        var isFirst = await rows.TryUse(secret.Id, ct);
        secret.MarkUsed();
        if (!isFirst) throw new UnauthorizedException(CredentialRefusedException.Unknown, wasPresented: true);
    }

    /// <summary>What it was used for was refused: it can be used again.</summary>
    public async Task Unuse(ClientSecret? secret)
    {
        if (secret is not { IsForOnce: true }) return;
        await rows.Unuse(secret.Id, CancellationToken.None);
        secret.MarkUsed(false);
    }

    /// <exception cref="UnknownClientSecretException">The tenant has no such secret.</exception>
    public async Task Revoke(ClaimsPrincipal caller, string id, CancellationToken ct)
    {
        if (!SecretToken.IsId(id) || !await rows.TryRevoke(caller.Tenant, id, caller.Subject, ct)) throw new UnknownClientSecretException(id);
        await known.Refresh(ct);
    }
}
