using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Realtime.EventLog.Telemetry;

/// <summary>
/// Exports how far the tail is behind, and the counters of what hardly ever happens: from 0, so that an alert sees the first time.
/// </summary>
sealed class EventLogGauges(Tail tail) : IHostedService, IDisposable
{
    readonly Meter meter = new("Realtime.EventLog");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meter.CreateObservableGauge("realtime.tail.lag", () => tail.Lag.TotalSeconds, "s",
            "How long ago the tail last read the new events of all that it follows; one or two seconds while it is quiet");
        Conversations.AnnounceLostRaces();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => meter.Dispose();
}
