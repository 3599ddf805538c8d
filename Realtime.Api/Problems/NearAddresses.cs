using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Realtime.Api.Problems;

/// <summary>Finds what a client may have meant by an address at which there is nothing.</summary>
sealed class NearAddresses(EndpointDataSource endpoints)
{
    const int MostSegments = 16, MostNamed = 3;

    /// <summary>The addresses that share the most words with the path, with their methods; empty if none shares a word.</summary>
    public IReadOnlyList<string> Of(PathString path)
    {
        var asked = path.Value!.Split('/', MostSegments + 1, StringSplitOptions.RemoveEmptyEntries);
        var near = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>() is not null)
            .Select(route => (Route: route, Shared: Words(route).Intersect(asked, StringComparer.OrdinalIgnoreCase).Count(),
                Other: Math.Abs(route.RoutePattern.PathSegments.Count - asked.Length)))
            .Where(route => route.Shared > 0).ToList();
        if (near.Count == 0) return [];
        var best = near.Max(route => route.Shared);
        return [.. near.Where(route => route.Shared == best).OrderBy(route => route.Other).Select(route => Name(route.Route)).Distinct()
            .Take(MostNamed)];
    }

    /// <summary>The media types of the bodies that the address of a request takes with its method; empty if it takes none.</summary>
    public IReadOnlyList<string> BodiesOf(HttpRequest request) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().Where(route => IsAt(route, request.Path)
                && route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(request.Method) is true)
            .SelectMany(route => route.Metadata.OfType<IAcceptsMetadata>()).SelectMany(body => body.ContentTypes).Distinct(),
    ];

    static bool IsAt(RouteEndpoint route, PathString path) =>
        new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, []);

    static IEnumerable<string> Words(RouteEndpoint route) =>
        route.RoutePattern.PathSegments.SelectMany(segment => segment.Parts).OfType<RoutePatternLiteralPart>().Select(part => part.Content);

    static string Name(RouteEndpoint route) =>
        $"{string.Join(", ", route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)} /{string.Join('/', route.RoutePattern.PathSegments.Select(Text))}";

    static string Text(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    }));
}
