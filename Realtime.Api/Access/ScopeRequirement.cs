using Microsoft.AspNetCore.Authorization;
using Realtime.Api.Live.Secrets;

namespace Realtime.Api.Access;

/// <summary>What a route requires of its caller.</summary>
/// <param name="needed">The scopes that the request needs, all of them.</param>
sealed class ScopeRequirement(Func<HttpRequest, IReadOnlyList<string>> needed)
    : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    /// <summary>This route accepts a client secret in place of the scopes.</summary>
    public bool OrClientSecret { get; init; }

    /// <summary>The caller must be an operator of the deployment.</summary>
    public bool OfOperator { get; init; }

    public IReadOnlyList<string> Needed(HttpRequest request) => needed(request);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.Resource is HttpContext http && IsMetBy(http)) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    public IReadOnlyList<string> Missing(HttpContext http) => [.. needed(http.Request).Where(scope => !http.User.Has(scope))];

    bool IsMetBy(HttpContext http)
    {
        if (http.Features.Get<ClientSecret>() is not null) return OrClientSecret;
        return Missing(http).Count == 0 && (!OfOperator || http.User.IsOperator);
    }
}
