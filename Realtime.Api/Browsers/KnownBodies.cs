using Microsoft.AspNetCore.Http.Features;

namespace Realtime.Api.Browsers;

/// <summary>
/// Refuses a body that does not say that it is JSON or audio. A page of any origin may send forms and plain text without asking, so these
/// are nobody's.
/// </summary>
static class KnownBodies
{
    static readonly string[] Binary = ["application/octet-stream", "application/x-ndjson", "application/sdp"];

    public static void UseKnownBodies(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!HasBody(context) || IsKnown(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true
        && !context.WebSockets.IsWebSocketRequest;

    static bool IsKnown(HttpRequest request) => request.HasJsonContentType()
        || request.GetTypedHeaders().ContentType?.MediaType.Value is { } type
            && (Binary.Contains(type, StringComparer.OrdinalIgnoreCase) || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase));
}
