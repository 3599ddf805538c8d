using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Realtime.Api.Problems;

/// <summary>Refuses a body where an address takes none: it would be ignored, and the client would not get what it asks for.</summary>
static class UnwantedBody
{
    /// <summary>Clients that put a body into every request send <c>{}</c>, which asks for nothing.</summary>
    const int Empty = 2;

    public static void UseNoUnwantedBody(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.ContentLength > Empty && context.GetEndpoint() is { } endpoint && TakesNone(endpoint)
            ? throw new InvalidOptionsException("body", "This call takes no body: leave it out.")
            : next(context));

    /// <summary>False for a route that is not ours to judge: it has no handler of ours.</summary>
    static bool TakesNone(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<MethodInfo>()?.Module.Assembly == typeof(UnwantedBody).Assembly
        && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is null;
}
