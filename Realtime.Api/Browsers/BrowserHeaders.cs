using Realtime.ServiceDefaults;

namespace Realtime.Api.Browsers;

/// <summary>Tells browsers to run and embed nothing of an answer, except on the pages that people read.</summary>
static class BrowserHeaders
{
    const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The reference page runs scripts of its own.</summary>
    const string Page = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.WriteSecurity(context.Request.Path.StartsWithSegments("/reference") ? Page : Nothing, referrer: "no-referrer");
        return next(context);
    });
}
