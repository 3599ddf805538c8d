using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Realtime.Api.Live.Secrets;

namespace Realtime.Api.Access;

/// <summary>Accepts a client secret, in the tenant of its maker. It has no scopes: a route that accepts one says so.</summary>
sealed class ClientSecretAccess(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    ClientSecrets secrets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    static readonly AuthenticateResult Refused = AuthenticateResult.Fail(new CredentialRefusedException());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credential.Of(Request) is not { } token) return AuthenticateResult.NoResult();
        if (await secrets.Read(token, Context) is not { } secret) return Refused;
        Context.Features.Set(secret);
        var caller = Caller.Of(AccessSchemes.ClientSecret, secret.Tenant, secret.Subject, scopes: [], isOperator: false, secret.Key);
        return AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name));
    }
}
