using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Realtime.ServiceDefaults;

internal static class Telemetry
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", "Marten", "MassTransit", "Realtime.*"))
            .WithTracing(traces => traces
                .SetSampler(RequestSampler.From(builder.Configuration))
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsNotHealth)
                .AddHttpClientInstrumentation()
                .AddSource("Npgsql", "Marten", "MassTransit", "Realtime.*"));

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }

    private static bool IsNotHealth(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(Health.ReadinessPath) && !context.Request.Path.StartsWithSegments(Health.LivenessPath);
}
