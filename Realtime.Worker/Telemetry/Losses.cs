using System.Diagnostics.Metrics;

namespace Realtime.Worker.Telemetry;

/// <summary>Leases and workers that were lost.</summary>
static class Losses
{
    static readonly Counter<long> Leases = WorkerMeter.Meter.CreateCounter<long>("realtime.lease.lost", "{lease}",
        "Leases that this worker lost or gave up, with all sessions of it");
    static readonly Counter<long> Workers = WorkerMeter.Meter.CreateCounter<long>("realtime.workers.lost", "{worker}",
        "Workers whose sessions this worker recovered because their lease had expired");

    public static void Announce()
    {
        Leases.Add(0);
        Workers.Add(0);
    }

    public static void Lease() => Leases.Add(1);

    public static void Other() => Workers.Add(1);
}
