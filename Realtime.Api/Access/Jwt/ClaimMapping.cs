using System.Security.Claims;
using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Api.Access.Jwt;

/// <summary>Makes a caller of an identity provider's claims.</summary>
sealed class ClaimMapping(IOptions<ClaimOptions> options, AccessWays ways)
{
    const int LongestSubject = 256;

    /// <exception cref="CredentialRefusedException">The claims name no tenant or no subject; the message names the claim.</exception>
    public ClaimsPrincipal Caller(string scheme, ClaimsPrincipal token)
    {
        var claims = options.Value;
        var tenant = TenantOf(token, claims);
        if (token.FindFirstValue(claims.SubjectClaim) is not { Length: >= 1 and <= LongestSubject } subject || subject.Any(char.IsControl))
            throw new CredentialRefusedException(
                $"The token's claim {claims.SubjectClaim} must name who it is, in 1 to {LongestSubject} characters.");
        var names = token.FindAll(claims.ScopeClaim).Concat(token.FindAll(claims.RoleClaim))
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var scopes = Scopes.Of(names);
        return Access.Caller.Of(scheme, tenant, subject, scopes, ways.IsOperator(tenant, scopes));
    }

    static Tenant TenantOf(ClaimsPrincipal token, ClaimOptions claims)
    {
        // A token that names two tenants belongs to neither.
        var named = claims.Tenant is { } only ? [only] : token.FindAll(claims.TenantClaim).Select(claim => claim.Value).ToArray();
        return named is [var name] && Tenant.IsValid(name)
            ? new Tenant(name)
            : throw new CredentialRefusedException($"The token's claim {claims.TenantClaim} must name one tenant, in {Tenant.Rule}");
    }
}
