using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.EventLog.Isolation;

/// <summary>Degraded while a loop fails at some rows. Everything else goes on, but an operator should look.</summary>
public sealed class RowHealth(RowByRow rows) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = rows.Failing;
        return Task.FromResult(failing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Some rows fail and are tried again later. See the service's log. "
                + string.Join(", ", failing.Select(f => $"{f.Key}: {f.Value}")) + "."));
    }
}
