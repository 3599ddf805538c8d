using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Realtime.ServiceDefaults.Tests;

/// <summary>Anybody may ask for the health of a service, so answers must be cheap.</summary>
public sealed class RecentHealthTests
{
    readonly FakeTimeProvider time = new();
    readonly Checks checks = new();
    readonly RecentHealth health;

    public RecentHealthTests() => health = new RecentHealth(checks, new HealthLog(NullLogger<HealthLog>.Instance, time), time);

    [Fact]
    public async Task The_checks_run_at_most_once_a_second()
    {
        checks.Answer();
        for (var n = 0; n < 1_000; n++) await health.Report();
        Assert.Equal(1, checks.Runs);
        time.Advance(TimeSpan.FromMilliseconds(999));
        await health.Report();
        Assert.Equal(1, checks.Runs);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await health.Report();
        Assert.Equal(2, checks.Runs);
    }

    [Fact]
    public async Task Requests_during_the_checks_share_their_answer()
    {
        var asked = Enumerable.Range(0, 100).Select(_ => health.Report()).ToList();
        time.Advance(TimeSpan.FromSeconds(5));
        asked.Add(health.Report());
        checks.Answer();
        await Task.WhenAll(asked);
        Assert.Equal(1, checks.Runs);
    }

    [Fact]
    public async Task Failed_checks_run_again_at_the_next_request()
    {
        checks.Fail();
        await Assert.ThrowsAsync<InvalidOperationException>(health.Report);
        checks.Answer();
        Assert.Equal(HealthStatus.Healthy, (await health.Report()).Status);
    }

    sealed class Checks : HealthCheckService
    {
        TaskCompletionSource<HealthReport> answer = new();

        public int Runs { get; private set; }

        public void Answer()
        {
            if (answer.Task.IsFaulted) answer = new TaskCompletionSource<HealthReport>();
            answer.SetResult(new HealthReport(new Dictionary<string, HealthReportEntry>(), TimeSpan.Zero));
        }

        public void Fail() => answer.SetException(new InvalidOperationException("no answer"));

        public override Task<HealthReport> CheckHealthAsync(Func<HealthCheckRegistration, bool>? predicate,
            CancellationToken cancellationToken = default)
        {
            Runs++;
            return answer.Task;
        }
    }
}
