using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Realtime.Api.Live;
using Realtime.Sessions;

namespace Realtime.Api.Access;

/// <summary>Lets in who has a client secret, in its maker's tenant. It has no scopes: routes that take one say so.</summary>
sealed class ClientSecretAccess(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ClientSecrets secrets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Credential.Of(Request) is not { } token) return AuthenticateResult.NoResult();
        if (await secrets.Read(token, Context.RequestAborted) is not { } secret || secret.Tenant is null || Tenant.TryParse(secret.Tenant) is not { } tenant)
            return AuthenticateResult.Fail(new CredentialRefusedException());
        Context.Features.Set(secret);
        var caller = Caller.Of(AccessSchemes.ClientSecret, tenant, secret.Subject, scopes: [], isOperator: false, secret.Key);
        return AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name));
    }
}
