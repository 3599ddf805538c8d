using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.Worker.Leases;

/// <summary>Ready means: sessions may be started, for this worker is known to take them.</summary>
sealed class LeaseHealth(WorkerLease lease) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lease.Registered.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The worker has not registered yet."));
}
