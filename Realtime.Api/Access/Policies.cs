using Microsoft.AspNetCore.Authorization;

namespace Realtime.Api.Access;

/// <summary>What routes require of their callers. A route without a policy is closed.</summary>
static class Policies
{
    /// <summary>Lets a request without a route pass, so that it gets 404; refuses every request to a route without a policy.</summary>
    public static readonly AuthorizationPolicy Closed =
        new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build();

    static readonly AuthorizationPolicy Known = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();

    extension<TBuilder>(TBuilder routes) where TBuilder : IEndpointConventionBuilder
    {
        public TBuilder RequireScopes(params string[] scopes) => routes.RequireAuthorization(Of(new ScopeRequirement(_ => scopes)));

        public TBuilder RequireScopesOrClientSecret(params string[] scopes) =>
            routes.RequireAuthorization(Of(new ScopeRequirement(_ => scopes) { OrClientSecret = true }));

        /// <summary>A listener needs the scope to read; a client that speaks to the model needs the scope to drive too.</summary>
        public TBuilder RequireAttaching() => routes.RequireAuthorization(Of(new ScopeRequirement(Attaching) { OrClientSecret = true }));

        /// <summary>The deployment's operators: the scope operate in their tenant.</summary>
        public TBuilder RequireOperator() =>
            routes.RequireAuthorization(Of(new ScopeRequirement(_ => [Scopes.Operate]) { OfOperator = true }));

        public TBuilder RequireAnyCredential() => routes.RequireAuthorization(Known);
    }

    static AuthorizationPolicy Of(ScopeRequirement requirement) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(requirement).Build();

    static IReadOnlyList<string> Attaching(HttpRequest request) =>
        bool.TryParse(request.Query["drive"], out var drives) && !drives
            ? [Scopes.SessionsRead]
            : [Scopes.SessionsRead, Scopes.SessionsDrive];
}
