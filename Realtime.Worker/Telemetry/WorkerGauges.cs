using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Realtime.EventLog.Telemetry;
using Realtime.Worker.Buffers;
using Realtime.Worker.Journal;
using Realtime.Worker.Leases;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Telemetry;

/// <summary>What the worker holds now: sessions, bytes, events that wait for the log, and its lease.</summary>
sealed class WorkerGauges(SessionRegistry sessions, SessionLabels labels, BufferBudget buffers, WorkerLease lease,
    IOptions<WorkerOptions> options) : IHostedService, IDisposable
{
    readonly Meter meter = new("Realtime.Worker");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meter.CreateObservableGauge("realtime.sessions.live", Live, "{session}", "Sessions of this worker, by phase, tenant and model");
        meter.CreateObservableGauge("realtime.worker.sessions", () => sessions.Count, "{session}", "Places that are taken");
        meter.CreateObservableGauge("realtime.worker.capacity", () => options.Value.Capacity, "{session}", "The most sessions");
        meter.CreateObservableGauge("realtime.worker.draining", () => sessions.IsDraining ? 1 : 0,
            description: "1 once the worker takes no more sessions");
        meter.CreateObservableGauge("realtime.lease.remaining", Lease, "s", "The time until the lease expires; 0 without a lease");
        meter.CreateObservableGauge("realtime.journal.lag", () => sessions.Loops.Select(loop => loop.Session.Entry.Lag.TotalSeconds)
            .DefaultIfEmpty(0).Max(), "s", "How long the log has recorded nothing of a session although events wait, the longest");
        meter.CreateObservableGauge("realtime.queue.size", Queues, "By", "Bytes that wait in the queues of all sessions, by queue");
        meter.CreateObservableGauge("realtime.buffers.held", () => buffers.Held, "By",
            "Bytes of Realtime:Worker:BufferBytes that are held");
        meter.CreateObservableGauge("realtime.buffers.limit", () => options.Value.BufferBytes, "By", "Realtime:Worker:BufferBytes");
        Announce();
        return Task.CompletedTask;
    }

    /// <summary>Exports the counters of what hardly ever happens from 0, so that an alert sees the first time.</summary>
    static void Announce()
    {
        Drops.Announce();
        Losses.Announce();
        JournalRefusals.Announce();
        Unreadable.Announce();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    IEnumerable<Measurement<long>> Live() =>
        from loop in sessions.Loops
        group loop by (loop.Phase, Tenant: labels.Of(loop.Session.Conversation.Tenant), Model: labels.OfModel(loop.Session.Options.Model))
        into alike
        select new Measurement<long>(alike.Count(), new KeyValuePair<string, object?>("phase", alike.Key.Phase), alike.Key.Tenant,
            alike.Key.Model);

    IEnumerable<Measurement<long>> Queues() =>
        from queue in sessions.Loops.SelectMany(loop => loop.Queues)
        group queue.Bytes by queue.Name into all
        select new Measurement<long>(all.Sum(), new KeyValuePair<string, object?>("queue", all.Key));

    double Lease() => lease.Left is { } left && left > TimeSpan.Zero ? left.TotalSeconds : 0;

    public void Dispose() => meter.Dispose();
}
