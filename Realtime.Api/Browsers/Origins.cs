using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults;
using Realtime.Sessions;

namespace Realtime.Api.Browsers;

/// <summary>
/// Which pages may use the API. Browsers name the page's origin on every request that may change something and on every WebSocket; for
/// WebSockets they have no other protection.
/// </summary>
sealed class Origins(IOptions<BrowserOptions> options, IHostEnvironment environment)
{
    readonly HashSet<string> listed = new(options.Value.Origins, StringComparer.OrdinalIgnoreCase);

    /// <param name="host">The address of the API as the request names it.</param>
    public bool Allows(string origin, HostString host) =>
        listed.Contains(origin)
        || Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is ("http" or "https") && (IsOwn(page, host) || IsLocal(page));

    /// <summary>Whether the origin is listed, or of this machine in development: what CORS answers to another origin.</summary>
    public bool AllowsOther(string origin) =>
        listed.Contains(origin) || Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLocal(page);

    /// <summary>A proxy in front of the API may end TLS, so the scheme may differ.</summary>
    static bool IsOwn(Uri page, HostString host) =>
        host.HasValue && string.Equals(page.Host, host.Host, StringComparison.OrdinalIgnoreCase)
            && page.Port == (host.Port ?? (page.Scheme is "https" ? 443 : 80));

    bool IsLocal(Uri page) => environment.IsDevelopment() && page.Scheme is ("http" or "https") && Loopback.IsName(page.Host);
}

static class OriginExtensions
{
    /// <summary>Refuses WebSockets, and requests that may change something, of pages that are not allowed.</summary>
    public static void UseOrigins(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || IsHarmless(context)
            || context.RequestServices.GetRequiredService<Origins>().Allows(origin, context.Request.Host)) return next(context);
        throw new OriginRefusedException();
    });

    /// <summary>The browser keeps the answer from the page.</summary>
    static bool IsHarmless(HttpContext context) => !context.WebSockets.IsWebSocketRequest
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsOptions(context.Request.Method));
}

sealed class OriginRefusedException() : SessionRefusedException("origin-refused",
    "Pages of this origin may not use the API: add the origin to Realtime:Browsers:Origins.");
