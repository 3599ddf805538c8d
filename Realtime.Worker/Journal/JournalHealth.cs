using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Realtime.Worker.Journal;

/// <summary>Degraded while a session cannot be recorded, and for a while after the log refused something of one: the others go on.</summary>
sealed class JournalHealth(SessionJournal journal, JournalRefusals refusals) : IHealthCheck
{
    static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        journal.Parked is var parked and > 0 ? HealthCheckResult.Degraded($"{parked} sessions cannot be recorded just now, while others are: see the worker's log.")
        : refusals.SinceLast is { } ago && ago < Remembered ? HealthCheckResult.Degraded($"The log refused something of a session {ago.TotalSeconds:F0} s ago, and the session ended: see the worker's log.")
        : HealthCheckResult.Healthy());
}
