using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Realtime.ServiceDefaults;

/// <summary>Requests whose answer lasts for as long as its client listens: live sockets and event streams.</summary>
public static class LongAnswers
{
    /// <summary>
    /// Ends the request's span where its answer begins. Otherwise its trace had no first span until the client disconnects, and would
    /// collect what happens for hours.
    /// </summary>
    /// <param name="status">The answer's status.</param>
    public static void EndSpan(this HttpContext context, int status)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } span) return;
        // The instrumentation would write these at the end of the request.
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            span.SetTag("http.route", route);
            span.DisplayName = string.Create(CultureInfo.InvariantCulture, $"{context.Request.Method} {route}");
        }

        span.SetTag("http.response.status_code", status);
        span.Stop();
    }
}
