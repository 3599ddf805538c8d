using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.Worker.Journal;

/// <summary>
/// Degraded while a session cannot be recorded, and for five minutes after the log refused an event; other sessions go on.
/// </summary>
sealed class JournalHealth(SessionJournal journal, JournalRefusals refusals) : IHealthCheck
{
    static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
        journal.Parked is var parked and > 0
            ? HealthCheckResult.Degraded($"{parked} sessions cannot be recorded while others can: see the worker's log.")
        : refusals.SinceLast is { } ago && ago < Remembered
            ? HealthCheckResult.Degraded($"The log refused an event {ago.TotalSeconds:F0} s ago; its session ended: see the worker's log.")
        : HealthCheckResult.Healthy());
}
