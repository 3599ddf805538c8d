using System.Diagnostics;
using OpenTelemetry;

namespace Realtime.ServiceDefaults;

/// <summary>
/// Leaves out what the storage's clients do on nobody's behalf: the tail's, the sweep's and the daemon's polling, leases, locks.
/// Each would be a trace of its own, several a second, and hide the traces of requests. Under a request or a message, all is kept.
/// </summary>
internal sealed class BackgroundStorageFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        var root = data;
        while (root.Parent is { } parent) root = parent;
        // A parent in another process is a request or a message.
        if (root.ParentId is null && root.Source.Name is ("Npgsql" or "Marten"))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
