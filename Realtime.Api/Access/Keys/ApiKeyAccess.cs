using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Access.Keys;

/// <summary>Accepts an API key.</summary>
sealed class ApiKeyAccess(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownKeys keys,
    AccessWays ways)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    static readonly AuthenticateResult Refused = AuthenticateResult.Fail(new CredentialRefusedException());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credential.Of(Request) is not { } presented) return AuthenticateResult.NoResult();
        if (KeyText.IdOf(presented) is not { } id) return Refused;
        // Unknown ids are hashed and compared too, so that the time taken does not reveal which ids exist.
        var hash = KeyText.HashOf(presented);
        var key = await keys.Find(id, Context.RequestAborted);
        if (!CryptographicOperations.FixedTimeEquals(hash, key?.Hash ?? new byte[SHA256.HashSizeInBytes]) || key is null) return Refused;
        key.Use();
        Context.Features.Set(new AccessEnd(key.Revoked));
        return AuthenticateResult.Success(new AuthenticationTicket(key.Caller(ways), Scheme.Name));
    }
}
