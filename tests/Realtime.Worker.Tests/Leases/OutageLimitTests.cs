using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Leases;

public sealed class OutageLimitTests
{
    [Theory]
    [InlineData(60, 29, false)] // the log is away for less than the limit
    [InlineData(60, 31, true)]
    [InlineData(31, 31, true)]
    [InlineData(5, 45, false)] // the worker took the session when the log was back
    public void An_outage_ends_the_sessions_that_the_worker_had_before(int age, int outage, bool ends) =>
        Assert.Equal(ends, OutageLimit.Ends(TimeSpan.FromSeconds(age), TimeSpan.FromSeconds(outage), TimeSpan.FromSeconds(30)));
}
