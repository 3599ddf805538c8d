namespace Realtime.Console.Access;

/// <summary>
/// Refuses WebSockets, and requests that may change something, of pages of another origin: such a page would act with the credential of
/// the person who looks at it. Also pages of another port of this machine are another origin.
/// </summary>
static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsHarmless(context.Request) || IsOwn(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("Pages of another origin may not act through the console.");
    });

    static bool IsHarmless(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        && !request.HttpContext.WebSockets.IsWebSocketRequest && !request.Headers.ContainsKey("Sec-WebSocket-Key");

    /// <summary>A program that is no browser names no origin; it has no person's cookies either.</summary>
    static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        // A proxy in front of the console may end TLS, so the scheme may differ.
        return Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is ("http" or "https")
            && string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && page.Port == (request.Host.Port ?? (page.Scheme is "https" ? 443 : 80));
    }
}
