using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Realtime.EndToEnd.Tests.Telemetry;

/// <summary>An OTLP collector on a loopback port that keeps spans and the names of metrics.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly WebApplication server;
    readonly ConcurrentQueue<ReceivedSpan> spans = new();
    readonly ConcurrentDictionary<string, bool> metrics = new();

    Collector(WebApplication server) => this.server = server;

    public IReadOnlyList<ReceivedSpan> Spans => [.. spans];

    public IEnumerable<string> Metrics => metrics.Keys;

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
            foreach (var name in ReceivedSpan.ReadMetrics(await Body(request))) collector.metrics[name] = true;
        });
        collector.server.MapPost("/v1/logs", () => Results.Ok());
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
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public async Task<ReceivedSpan> Span(Func<ReceivedSpan, bool> wanted, string what)
    {
        await Patience.Until(() => Task.FromResult(spans.Any(wanted)), what);
        return spans.First(wanted);
    }

    static async Task<byte[]> Body(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
