using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Realtime.Api.Live;
using Realtime.Sessions;

namespace Realtime.Api.Access;

/// <summary>Accepts a client secret, in the tenant of its maker. It has no scopes: a route that accepts one says so.</summary>
sealed class ClientSecretAccess(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    ClientSecrets secrets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credential.Of(Request) is not { } token) return AuthenticateResult.NoResult();
        if (await secrets.Read(token, Context.RequestAborted) is not { } secret || secret.Tenant is null
            || Tenant.TryParse(secret.Tenant) is not { } tenant)
            return AuthenticateResult.Fail(new CredentialRefusedException());
        Context.Features.Set(secret);
        var caller = Caller.Of(AccessSchemes.ClientSecret, tenant, secret.Subject, scopes: [], isOperator: false, secret.Key);
        return AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name));
    }
}
