using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Realtime.Testing.Telemetry;

namespace Realtime.Observability.Tests.Prometheus;

/// <summary>Serves what a collector has received, for Prometheus to scrape.</summary>
sealed class ExpositionServer(WebApplication server) : IAsyncDisposable
{
    public Uri Address => new(server.Urls.Single());

    public static async Task<ExpositionServer> Start(Collector collector)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("urls", "http://127.0.0.1:0")]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/metrics", () => Results.Text(Exposition.Of(collector.Metrics), "text/plain; version=0.0.4"));
        await app.StartAsync();
        return new ExpositionServer(app);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
