using Microsoft.Extensions.Options;

namespace Realtime.Worker.Leases;

/// <summary>
/// Whether the database has answered this worker without a break, by the worker's own clock. A late answer throws nothing, so each is timed: half a
/// lease without one is an outage. After it this worker judges nobody for a whole lease, in which every owner that lives renews.
/// </summary>
sealed class DatabaseWatch(IOptions<WorkerOptions> options, TimeProvider time)
{
    readonly Lock gate = new();
    long? since;
    long last;
    long? renewed;

    TimeSpan Lease => options.Value.Lease;

    /// <summary>This worker's own lease was written within its time: the database takes what can be taken.</summary>
    public bool TakesWrites
    {
        get { lock (gate) return renewed is { } at && time.GetElapsedTime(at) < Lease; }
    }

    /// <summary>Until this worker may judge others; zero where it may now.</summary>
    public TimeSpan UntilJudgement
    {
        get
        {
            lock (gate)
            {
                if (since is not { } begun || time.GetElapsedTime(last) > Lease / 2) return Lease;
                var left = Lease - time.GetElapsedTime(begun);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>The database has answered what it was asked at <paramref name="asked"/>, a timestamp.</summary>
    public void Answered(long asked)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            var isLate = time.GetElapsedTime(asked, now) > Lease / 2 || time.GetElapsedTime(last, now) > Lease / 2;
            if (isLate || since is null) since = now;
            last = now;
        }
    }

    /// <summary>The same, of this worker's own lease.</summary>
    public void Renewed(long asked)
    {
        Answered(asked);
        lock (gate) renewed = asked;
    }

    /// <summary>It did not answer, or could not be reached.</summary>
    public void Interrupted()
    {
        lock (gate) since = null;
    }
}
