using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Realtime.ServiceDefaults;

internal static class Telemetry
{
    private const string InstanceId = "service.instance.id";
    private const string SocketsPath = "/internal/sockets", LoneSocketPath = "/internal/conversations";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddAttributes(Instance(builder.Configuration)))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", "Marten", "MassTransit", "Realtime.*"))
            .WithTracing(traces => traces
                .SetSampler(RequestSampler.From(builder.Configuration))
                .AddAspNetCoreInstrumentation(requests => requests.Filter = IsTraced)
                .AddHttpClientInstrumentation()
                .AddSource("Npgsql", "Marten", "MassTransit", "Realtime.*"));

        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            telemetry.UseOtlpExporter();
    }

    /// <summary>Tells the processes of a service apart, in Prometheus as the label instance, unless the environment does.</summary>
    private static KeyValuePair<string, object>[] Instance(IConfiguration settings) =>
        settings["OTEL_RESOURCE_ATTRIBUTES"]?.Contains(InstanceId, StringComparison.Ordinal) is true
            ? []
            : [new(InstanceId, $"{Environment.MachineName}:{Environment.ProcessId}")];

    /// <summary>Neither questions about health nor the connections between services, which live long.</summary>
    private static bool IsTraced(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(Health.ReadinessPath) && !context.Request.Path.StartsWithSegments(Health.LivenessPath)
        && !context.Request.Path.StartsWithSegments(SocketsPath)
        && !(context.Request.Path.StartsWithSegments(LoneSocketPath) && HttpMethods.IsGet(context.Request.Method));
}
