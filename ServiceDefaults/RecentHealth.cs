using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.ServiceDefaults;

/// <summary>The results of the health checks, at most a second old: the checks query the database at most once a second.</summary>
internal sealed class RecentHealth(HealthCheckService checks, HealthLog log, TimeProvider? time = null)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly Lock gate = new();
    private Task<HealthReport>? last;
    private long begun;

    /// <summary>A cancelled request does not cancel the check, since other requests wait for the same result.</summary>
    public Task<HealthReport> Report()
    {
        lock (gate)
        {
            if (last is { IsCompleted: false }) return last;
            if (last is { IsCompletedSuccessfully: true } && clock.GetElapsedTime(begun) < Fresh) return last;
            begun = clock.GetTimestamp();
            return last = Check();
        }
    }

    private async Task<HealthReport> Check()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        var report = await checks.CheckHealthAsync(patience.Token);
        log.Add(report);
        return report;
    }
}
