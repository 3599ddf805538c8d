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
        services.AddSingleton<HealthLog>();
        services.AddSingleton<RecentHealth>();
    }

    public static void MapHealth(this WebApplication app)
    {
        Describe(app.MapGet(ReadinessPath, (HttpContext context, RecentHealth health) => Answer(context, health.Report())))
            .WithSummary("Whether the service can do its work: each check with its state; 503 if one is unhealthy");
        Describe(app.MapGet(LivenessPath, (HttpContext context, HealthCheckService checks) =>
            Answer(context, checks.CheckHealthAsync(check => check.Tags.Contains(Live), context.RequestAborted))))
            .WithSummary("Whether the process lives");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) => route.AllowAnonymous().WithTags("Health")
        .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);

    // Anybody may ask, so the answer has only names, states and the version, which the API's description has too. The log has the reasons, with hosts and roles.
    private static async Task Answer(HttpContext context, Task<HealthReport> checking)
    {
        var report = await checking.WaitAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status is HealthStatus.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await context.Response.WriteAsJsonAsync(
            new HealthView(report.Status.ToString(), ServiceVersion.Text,
                report.Entries.ToDictionary(entry => entry.Key, entry => new CheckView(entry.Value.Status.ToString()))),
            context.RequestAborted);
    }
}

/// <param name="Status">Healthy, Degraded or Unhealthy: the worst of the checks.</param>
/// <param name="Version">The version of the service.</param>
internal sealed record HealthView(string Status, string Version, IReadOnlyDictionary<string, CheckView> Checks);

/// <param name="Status">Healthy, Degraded or Unhealthy.</param>
internal sealed record CheckView(string Status);
