using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Realtime.Api.Access;
using Realtime.Api.Problems;

namespace Realtime.Api.Description;

/// <summary>The refusals of a route that do not follow from its shape; those of its groups add up.</summary>
sealed record RouteRefusals(IReadOnlyList<ProblemType> Types)
{
    /// <summary>Everything that a request to this route may be refused with.</summary>
    public static IEnumerable<ProblemType> Of(EndpointMetadataCollection route, bool hasBody, bool isOfConversation)
    {
        var own = route.OfType<RouteRefusals>().SelectMany(refusals => refusals.Types);
        return own.Concat(OfShape(route, hasBody, isOfConversation)).Distinct();
    }

    static IEnumerable<ProblemType> OfShape(EndpointMetadataCollection route, bool hasBody, bool isOfConversation)
    {
        yield return ProblemTypes.InternalError;
        yield return ProblemTypes.UnsupportedMediaType; // an unknown charset is refused everywhere
        // Every address of ours refuses a query that it does not know.
        if (route.GetMetadata<MethodInfo>()?.Module.Assembly == typeof(RouteRefusals).Assembly) yield return ProblemTypes.InvalidOptions;
        if (route.GetMetadata<HttpMethodMetadata>()?.HttpMethods.All(HttpMethods.IsGet) is false) yield return ProblemTypes.OriginRefused;
        if (hasBody) yield return ProblemTypes.TooLarge;
        if (isOfConversation) yield return ProblemTypes.ConversationDamaged;
        if (route.GetMetadata<IAllowAnonymous>() is not null) yield break;
        yield return ProblemTypes.LimitReached;
        yield return ProblemTypes.LogUnavailable;
        yield return ProblemTypes.Unauthorized;
        yield return ProblemTypes.IssuerUnavailable;
        if (route.OfType<AuthorizationPolicy>().Any(policy => policy.Requirements.OfType<ScopeRequirement>().Any()))
            yield return ProblemTypes.InsufficientScope;
    }
}

static class RouteRefusalsExtensions
{
    /// <summary>Names refusals in the API's description. Those that follow from the route's shape need no name.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder routes, params ProblemType[] types) where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(new RouteRefusals(types));
}
