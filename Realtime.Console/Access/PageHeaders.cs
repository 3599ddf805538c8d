using Realtime.ServiceDefaults;

namespace Realtime.Console.Access;

/// <summary>Tells browsers to run only the console's own scripts, and to show its pages in no frame.</summary>
static class PageHeaders
{
    /// <summary>Fluent UI's components set styles in attributes and in style sheets of their own.</summary>
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "media-src 'self' blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.WriteSecurity(Policy, referrer: "same-origin");
        context.Response.Headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        return next(context);
    });
}
