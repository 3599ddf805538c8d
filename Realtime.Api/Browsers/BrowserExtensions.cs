using Microsoft.AspNetCore.Cors.Infrastructure;
using Realtime.Api.Live;

namespace Realtime.Api.Browsers;

static class BrowserExtensions
{
    static readonly TimeSpan PreflightAge = TimeSpan.FromMinutes(10);

    public static void AddBrowsers(this IServiceCollection services)
    {
        services.AddOptions<BrowserOptions>().BindConfiguration(BrowserOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Origins>();
        services.AddCors();
        // Cookies are for the API's own pages: a page of another origin sends a token.
        services.AddOptions<CorsOptions>().Configure<Origins>((cors, origins) => cors.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(origins.AllowsOther).AllowAnyMethod().SetPreflightMaxAge(PreflightAge)
            .WithHeaders("authorization", "api-key", "content-type", "idempotency-key", "last-event-id",
                OpenAIRealtime.ConversationHeader, OpenAIRealtime.SessionHeader)
            .WithExposedHeaders("retry-after", "location", "www-authenticate")));
    }

    /// <summary>What the API requires of browsers, and tells them.</summary>
    public static void UseBrowserRules(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseCors();
        app.UseOrigins();
        app.UseKnownBodies();
    }
}
