using System.Security.Claims;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;
using Claim = System.Security.Claims.Claim;

namespace Realtime.Api.Access;

/// <summary>Who sent a request: every credential ends in a principal of this shape, whatever its scheme.</summary>
static class Caller
{
    const string TenantClaim = "tenant", SubjectClaim = "sub", ScopeClaim = "scope", KeyClaim = "key", OperatorClaim = "operator";

    /// <param name="subject">The caller's name as the credential's issuer gives it; recorded with the events that the caller
    /// causes.</param>
    /// <param name="isOperator">An operator of the deployment sees all tenants.</param>
    public static ClaimsPrincipal Of(string scheme, Tenant tenant, string subject, IEnumerable<string> scopes, bool isOperator,
        string? keyId = null)
    {
        var identity = new ClaimsIdentity(scheme, SubjectClaim, roleType: null);
        identity.AddClaim(new Claim(TenantClaim, tenant.ToString()));
        identity.AddClaim(new Claim(SubjectClaim, subject));
        foreach (var scope in scopes) identity.AddClaim(new Claim(ScopeClaim, scope));
        if (keyId is not null) identity.AddClaim(new Claim(KeyClaim, keyId));
        if (isOperator) identity.AddClaim(new Claim(OperatorClaim, "true"));
        return new ClaimsPrincipal(identity);
    }

    extension(ClaimsPrincipal caller)
    {
        /// <exception cref="InvalidOperationException">The route has no policy and let an unauthenticated request in.</exception>
        public Tenant Tenant => caller.FindFirstValue(TenantClaim) is { } name && Tenant.TryParse(name) is { } tenant
            ? tenant
            : throw new InvalidOperationException("The request has no tenant: its route needs a policy.");

        public string Subject => caller.FindFirstValue(SubjectClaim)!;

        /// <summary>The id of the API key, never the key itself; null for other credentials.</summary>
        public string? KeyId => caller.FindFirstValue(KeyClaim);

        public IEnumerable<string> Scopes => caller.FindAll(ScopeClaim).Select(claim => claim.Value);

        public bool Has(string scope) => caller.HasClaim(ScopeClaim, scope);

        /// <summary>An operator of the deployment.</summary>
        public bool IsOperator => caller.HasClaim(claim => claim.Type == OperatorClaim);

        /// <summary>What events record about the caller; null without a caller, and where access is open to all.</summary>
        public Cause? Cause => caller.Identity is { IsAuthenticated: true, AuthenticationType: not AccessSchemes.Open }
            ? new Cause(caller.Subject, caller.KeyId)
            : null;

        /// <summary>The conversation of that name in the caller's tenant.</summary>
        public ConversationKey Conversation(string name) => caller.Tenant.Conversation(name);

        /// <summary>
        /// The tenant whose rows a list shows: the caller's own. An operator sees all (null), or the tenant that the request asks for.
        /// </summary>
        /// <exception cref="InvalidOptionsException">The name is not a tenant's, or the caller asks for another tenant without being an
        /// operator.</exception>
        public Tenant? TenantInView(string? asked) => asked switch
        {
            null => caller.IsOperator ? null : caller.Tenant,
            _ when Tenant.TryParse(asked) is not { } tenant => throw new InvalidOptionsException("tenant", $"tenant must be {Tenant.Rule}"),
            _ when caller.IsOperator || asked == caller.Tenant.ToString() => Tenant.TryParse(asked),
            _ => throw new InvalidOptionsException("tenant", "tenant must be left out: it is that of your credential."),
        };
    }
}
