using Microsoft.AspNetCore.Authorization;
using Realtime.Api.Live;

namespace Realtime.Api.Access;

/// <summary>What a route asks of its caller.</summary>
/// <param name="needed">The scopes, all of which are needed for such a request.</param>
sealed class ScopeRequirement(Func<HttpRequest, IReadOnlyList<string>> needed) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    /// <summary>A client secret stands for them here, and nowhere else.</summary>
    public bool OrClientSecret { get; init; }

    /// <summary>They must be an operator's of the deployment.</summary>
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
