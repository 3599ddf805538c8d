using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Realtime.ServiceDefaults;

/// <summary>
/// Logs each change of a health check once. A check that has not been healthy yet belongs to a service that starts, and is no failure until
/// it takes too long; the health check service itself would log an error for every question.
/// </summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger, TimeProvider? time = null)
{
    /// <summary>How long a check may take to become healthy for the first time.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly long began = (time ?? TimeProvider.System).GetTimestamp();
    private readonly Lock gate = new();
    private readonly Dictionary<string, State> known = [];

    private enum State
    {
        Starting,
        Healthy,
        Degraded,
        Unhealthy,
    }

    public void Add(HealthReport report)
    {
        lock (gate)
        {
            foreach (var (check, entry) in report.Entries) Add(check, entry);
        }
    }

    private void Add(string check, HealthReportEntry entry)
    {
        var isFirst = !known.TryGetValue(check, out var before);
        var now = entry.Status is HealthStatus.Healthy ? State.Healthy
            : (isFirst || before is State.Starting) && clock.GetElapsedTime(began) < StartPatience ? State.Starting
            : entry.Status is HealthStatus.Degraded ? State.Degraded
            : State.Unhealthy;
        known[check] = now;
        if (!isFirst && now == before) return;
        var reason = entry.Description ?? entry.Exception?.Message ?? "it gives no reason";
        switch (now)
        {
            case State.Starting:
                LogStarting(check, reason);
                break;
            case State.Degraded:
                LogDegraded(check, reason);
                break;
            case State.Unhealthy:
                LogUnhealthy(entry.Exception, check, reason);
                break;
            case State.Healthy when !isFirst:
                LogHealthy(check);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The check {Check} is not ready yet, and the service starts: {Reason}")]
    private partial void LogStarting(string check, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The check {Check} is degraded, and the service goes on: {Reason}")]
    private partial void LogDegraded(string check, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The check {Check} is unhealthy, and /health answers 503: {Reason}")]
    private partial void LogUnhealthy(Exception? e, string check, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The check {Check} is healthy")]
    private partial void LogHealthy(string check);
}
