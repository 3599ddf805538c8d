using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Realtime.Testing.Telemetry;

/// <summary>An OTLP collector on a loopback port that keeps spans, log records, and the last points of metrics.</summary>
public sealed class Collector : IAsyncDisposable
{
    readonly WebApplication server;
    readonly ConcurrentQueue<ReceivedSpan> spans = new();
    readonly ConcurrentQueue<ReceivedLog> logs = new();
    readonly ConcurrentDictionary<string, ReceivedMetric> metrics = new();

    Collector(WebApplication server) => this.server = server;

    public IReadOnlyList<ReceivedSpan> Spans => [.. spans];

    public IReadOnlyList<ReceivedLog> Logs => [.. logs];

    /// <summary>Each metric of each service as it was exported last.</summary>
    public IReadOnlyList<ReceivedMetric> Metrics => [.. metrics.Values];

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.server.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            foreach (var span in ReceivedSpan.Read(await Body(request))) collector.spans.Enqueue(span);
        });
        collector.server.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            foreach (var metric in ReceivedMetric.Read(await Body(request))) collector.metrics[$"{metric.Instance} {metric.Name}"] = metric;
        });
        collector.server.MapPost("/v1/logs", async (HttpRequest request) =>
        {
            foreach (var log in ReceivedLog.Read(await Body(request))) collector.logs.Enqueue(log);
        });
        await collector.server.StartAsync();
        return collector;
    }

    /// <summary>The settings that make a service export to this collector, at short intervals.</summary>
    public Dictionary<string, string> SettingsOf(string service) => new()
    {
        ["OTEL_SERVICE_NAME"] = service,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = server.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public async Task<ReceivedSpan> Span(Func<ReceivedSpan, bool> wanted, string what)
    {
        await Patience.Until(() => Task.FromResult(spans.Any(wanted)), what);
        return spans.First(wanted);
    }

    public async Task<ReceivedLog> Log(Func<ReceivedLog, bool> wanted, string what)
    {
        await Patience.Until(() => Task.FromResult(logs.Any(wanted)), what);
        return logs.First(wanted);
    }

    static async Task<byte[]> Body(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
