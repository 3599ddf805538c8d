using System.Diagnostics;
using OpenTelemetry;

namespace Realtime.ServiceDefaults;

/// <summary>
/// Leaves out what the storage's clients do on nobody's behalf: the tail's, the sweep's and the daemon's polling, leases, locks, health.
/// Each would be a trace of its own, several a second, and hide the traces of requests. Under a request or a message, all is kept.
/// </summary>
internal sealed class BackgroundStorageFilter : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        var root = data;
        while (root.Parent is { } parent) root = parent;
        // A parent in another process is a request or a message; a root that is not recorded is a look at our health.
        if (!root.Recorded || (root.ParentId is null && IsStorage(root)))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    static bool IsStorage(Activity activity) => activity.Source.Name is "Npgsql" or "Marten";
}
