using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Realtime.EventLog.Isolation;

namespace Realtime.EventLog.Tests.Isolation;

public sealed class RowByRowTests
{
    const string What = "end the session in";
    readonly FakeTimeProvider time = new();
    readonly RowByRow rows;
    readonly List<string> done = [];

    public RowByRowTests() => rows = new RowByRow(time, NullLogger<RowByRow>.Instance);

    [Fact]
    public async Task A_row_that_throws_does_not_affect_others()
    {
        await Run("a", "bad", "b");
        Assert.Equal(["a", "b"], done.Order());
        Assert.Equal(1, rows.Failing[What]);
    }

    [Fact]
    public async Task A_row_that_throws_is_skipped_for_twice_as_long_each_time()
    {
        var tries = new List<double>();
        for (var second = 0; second <= 16; second++, time.Advance(TimeSpan.FromSeconds(1)))
        {
            await rows.Each(What, ["bad"], row => row, (_, _) =>
            {
                tries.Add((time.GetUtcNow() - time.Start).TotalSeconds);
                throw new InvalidOperationException("bad");
            }, default);
        }

        Assert.Equal([0, 1, 3, 7, 15], tries);
    }

    [Fact]
    public async Task A_row_that_works_again_is_no_longer_a_failure()
    {
        await Run("bad");
        time.Advance(TimeSpan.FromSeconds(1));
        await rows.Each(What, ["bad"], row => row, (_, _) => Task.CompletedTask, default);
        Assert.Empty(rows.Failing);
        Assert.Equal(0, rows.Waiting(What));
    }

    [Fact]
    public async Task A_row_that_fails_at_one_thing_is_still_tried_for_another()
    {
        await Run("bad");
        var tried = false;
        await rows.Each("give up", ["bad"], row => row, (_, _) => Task.FromResult(tried = true), default);
        Assert.True(tried);
    }

    [Fact]
    public async Task If_the_log_is_unavailable_no_row_counts_as_failing()
    {
        await Assert.ThrowsAsync<NpgsqlException>(() =>
            rows.Each(What, ["a"], row => row, (_, _) => throw new NpgsqlException("gone", new IOException()), default));
        Assert.Empty(rows.Failing);
    }

    [Fact]
    public async Task A_row_that_hangs_counts_as_failing()
    {
        var running = rows.Each(What, ["a"], row => row, (_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None), default);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await running;
        Assert.Equal(1, rows.Failing[What]);
    }

    Task Run(params string[] all) => rows.Each(What, all, row => row, (row, _) =>
    {
        if (row == "bad") throw new InvalidOperationException("bad");
        lock (done) done.Add(row);
        return Task.CompletedTask;
    }, default);
}
