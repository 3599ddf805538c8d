using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.EventLog;

/// <summary>
/// Messages only wake, so a service without its bus is degraded, not unhealthy. Only a service that has just started waits for the bus, at
/// most for <see cref="StartPatience"/>, so that the first sessions need no sweep.
/// </summary>
public sealed class BusHealth(IBusControl bus, TimeProvider time) : IHealthCheck
{
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    readonly long began = time.GetTimestamp();
    volatile bool wasReady;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = bus.CheckHealth();
        if (state.Status is BusHealthStatus.Healthy) wasReady = true;
        var result = state.Status is BusHealthStatus.Healthy ? HealthCheckResult.Healthy()
            : wasReady || time.GetElapsedTime(began) > StartPatience ? HealthCheckResult.Degraded(
                $"The bus does not answer. Sweeps find the sessions meanwhile. {state.Description}")
            : HealthCheckResult.Unhealthy($"The bus is not ready yet: {state.Description}");
        return Task.FromResult(result);
    }
}
