using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Realtime.ServiceDefaults.Tests;

/// <summary>A start is no failure, and a failure is one line.</summary>
public sealed class HealthLogTests
{
    readonly FakeTimeProvider time = new();
    readonly List<(LogLevel Level, string Line)> lines = [];
    readonly HealthLog log;

    public HealthLogTests() => log = new HealthLog(new Lines(lines), time);

    [Fact]
    public void A_service_that_starts_logs_no_failure()
    {
        for (var asked = 0; asked < 50; asked++) Report(HealthStatus.Unhealthy);
        Report(HealthStatus.Healthy);
        Assert.Equal([LogLevel.Information, LogLevel.Information], lines.Select(line => line.Level));
    }

    [Fact]
    public void A_failure_is_one_line_however_often_someone_asks_and_so_is_its_end()
    {
        Report(HealthStatus.Healthy);
        for (var asked = 0; asked < 50; asked++) Report(HealthStatus.Unhealthy);
        for (var asked = 0; asked < 50; asked++) Report(HealthStatus.Degraded);
        Report(HealthStatus.Healthy);
        Assert.Equal([LogLevel.Error, LogLevel.Warning, LogLevel.Information], lines.Select(line => line.Level));
        Assert.Contains("lease", lines[0].Line, StringComparison.Ordinal);
        Assert.Contains("the reason", lines[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_that_takes_too_long_is_a_failure()
    {
        Report(HealthStatus.Unhealthy);
        time.Advance(HealthLog.StartPatience);
        Report(HealthStatus.Unhealthy);
        Assert.Equal([LogLevel.Information, LogLevel.Error], lines.Select(line => line.Level));
    }

    void Report(HealthStatus status) => log.Add(new HealthReport(new Dictionary<string, HealthReportEntry>
    {
        ["lease"] = new(status, "the reason", TimeSpan.Zero, exception: null, data: null),
    }, TimeSpan.Zero));

    sealed class Lines(List<(LogLevel, string)> lines) : ILogger<HealthLog>
    {
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Add((logLevel, formatter(state, exception)));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    }
}
