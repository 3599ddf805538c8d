using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.ServiceDefaults;

internal static class Health
{
    public const string ReadinessPath = "/health";
    public const string LivenessPath = "/alive";
    private const string Live = "live";

    public static void AddLivenessCheck(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [Live]);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(ReadinessPath, new HealthCheckOptions { ResponseWriter = Write });
        app.MapHealthChecks(LivenessPath, new HealthCheckOptions { ResponseWriter = Write, Predicate = check => check.Tags.Contains(Live) });
    }

    // Descriptions only: an exception's message may carry an address or a credential.
    private static Task Write(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                status = entry.Value.Status.ToString(),
                description = entry.Value.Exception is null ? entry.Value.Description : entry.Value.Exception.GetType().Name,
            }),
        },
        context.RequestAborted);
}
