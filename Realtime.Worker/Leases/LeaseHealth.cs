using Microsoft.Extensions.Diagnostics.HealthChecks;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>Healthy while the worker holds a lease and so takes sessions; degraded while it drains.</summary>
sealed class LeaseHealth(WorkerLease lease, SessionRegistry sessions) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
        !lease.Registered.IsCompleted ? HealthCheckResult.Unhealthy("The worker holds no lease and takes no sessions.")
        : sessions.IsDraining ? HealthCheckResult.Degraded($"The worker is draining: it takes no sessions, and {sessions.Count} are left.")
        : HealthCheckResult.Healthy());
}
