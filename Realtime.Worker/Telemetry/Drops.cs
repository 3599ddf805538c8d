using System.Diagnostics.Metrics;

namespace Realtime.Worker.Telemetry;

/// <summary>What found no room.</summary>
static class Drops
{
    static readonly KeyValuePair<string, object?> Live = new("kind", "live");
    static readonly Counter<long> Audio = WorkerMeter.Meter.CreateCounter<long>("realtime.audio.dropped", "{frame}",
        "Frames of input audio that found no room in the queue to the model");
    static readonly Counter<long> Clients = WorkerMeter.Meter.CreateCounter<long>("realtime.clients.dropped", "{client}",
        "Clients that were disconnected because they did not keep up, by kind");

    public static void Announce()
    {
        Audio.Add(0);
        Clients.Add(0, Live);
    }

    public static void Frame() => Audio.Add(1);

    public static void LiveSocket() => Clients.Add(1, Live);
}
