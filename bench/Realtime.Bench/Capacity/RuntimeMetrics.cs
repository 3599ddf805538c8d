using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Realtime.Bench.Capacity;

/// <summary>
/// Receives the telemetry that a service exports (OTLP over HTTP), and keeps the last value of each counter without attributes.
/// </summary>
sealed class RuntimeMetrics : IAsyncDisposable
{
    const string Allocated = "dotnet.gc.heap.total_allocated";

    readonly HttpListener listener = new();
    readonly ConcurrentDictionary<string, (double Value, int Times)> last = new();
    readonly Uri address;
    readonly Task taking;

    public RuntimeMetrics()
    {
        using (var port = new TcpListener(IPAddress.Loopback, 0))
        {
            port.Start();
            address = new Uri($"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(address.ToString());
        listener.Start();
        taking = Take();
    }

    /// <summary>The settings that make a service export to this receiver.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_TRACES_SAMPLER"] = "always_off",
    };

    /// <summary>The bytes allocated since the service started, from its next report.</summary>
    public async Task<double> AllocatedBytes()
    {
        var known = last.TryGetValue(Allocated, out var before) ? before.Times : 0;
        await Patience.Until(() => Task.FromResult(last.TryGetValue(Allocated, out var now) && now.Times > known),
            "a report of the service's allocations");
        return last[Allocated].Value;
    }

    async Task Take()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                if (context.Request.RawUrl == "/v1/metrics")
                {
                    foreach (var (name, value) in OtlpMetrics.Sums(body.ToArray()))
                        last.AddOrUpdate(name, (value, 1), (_, seen) => (value, seen.Times + 1));
                }

                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // We have stopped it, or a service exited in the middle of a report.
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await taking;
    }
}
