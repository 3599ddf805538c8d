namespace Realtime.EventLog.Tests;

public sealed class SignalTests
{
    /// <summary>A timer's callback may be under way when the timer is disposed. What it throws ends the process.</summary>
    [Fact]
    public async Task A_poll_that_is_due_while_the_wait_returns_harms_nobody()
    {
        var (signal, time) = (new Signal(), new LateTime());
        signal.Set();
        await signal.Wait(TimeSpan.FromSeconds(1), time, default);
        time.Ring();
    }

    [Fact]
    public async Task It_waits_until_it_is_set_or_the_poll_is_due_or_the_caller_gives_up()
    {
        var (signal, time) = (new Signal(), new LateTime());
        var set = signal.Wait(TimeSpan.FromSeconds(1), time, default);
        signal.Set();
        await set;
        var polled = signal.Wait(TimeSpan.FromSeconds(1), time, default);
        Assert.False(polled.IsCompleted);
        time.Ring();
        await polled;
        using var over = new CancellationTokenSource();
        var left = signal.Wait(TimeSpan.FromSeconds(1), time, over.Token);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
    }

    /// <summary>Its last timer rings when the test says so, also after it was disposed.</summary>
    sealed class LateTime : TimeProvider
    {
        Action ring = () => { };

        public void Ring() => ring();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ring = () => callback(state);
            return new Timer();
        }

        sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
