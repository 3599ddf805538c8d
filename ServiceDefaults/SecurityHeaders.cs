using Microsoft.AspNetCore.Http;

namespace Realtime.ServiceDefaults;

/// <summary>What every answer tells browsers: not to guess types, to show it in no frame, and to come back by TLS.</summary>
public static class SecurityHeaders
{
    /// <param name="policy">The content security policy of the answer.</param>
    /// <param name="referrer">Whom the browser tells where it comes from.</param>
    public static void WriteSecurity(this HttpContext context, string policy, string referrer)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = referrer;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = policy;
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
    }
}
