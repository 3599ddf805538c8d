using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.EventLog.Isolation;

/// <summary>Degraded while there are rows for which a loop can do nothing: everything else goes on, but somebody should look.</summary>
public sealed class RowHealth(RowByRow rows) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = rows.Failing;
        return Task.FromResult(failing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Rows fail and are tried again later, see the worker's log: " + string.Join(", ", failing.Select(f => $"{f.Key}: {f.Value}")) + "."));
    }
}
