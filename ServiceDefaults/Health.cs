using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.ServiceDefaults;

internal static class Health
{
    public const string ReadinessPath = "/health";
    public const string LivenessPath = "/alive";
    private const string Live = "live";

    public static void AddLivenessCheck(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);
        services.AddSingleton<RecentHealth>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(ReadinessPath, (HttpContext context, RecentHealth health) => Answer(context, health.Report())).AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet(LivenessPath, (HttpContext context, HealthCheckService checks) =>
            Answer(context,
                checks.CheckHealthAsync(check => check.Tags.Contains(Live),
                    context.RequestAborted))).AllowAnonymous().ExcludeFromDescription();
    }

    // Anybody may ask, so the answer has only names and states. The log has the reasons, with hosts and roles.
    private static async Task Answer(HttpContext context, Task<HealthReport> checking)
    {
        var report = await checking.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status is HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await context.Response.WriteAsJsonAsync(
            new { status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString() }) },
            context.RequestAborted);
    }
}
