using Microsoft.Extensions.Options;

namespace Realtime.Worker.Leases;

/// <summary>
/// Whether the database answers this worker without a break, by the worker's own clock. Each answer is timed, as a late one throws nothing:
/// half a lease without an answer is an outage. After an outage this worker declares nobody lost for a whole lease, in which every living
/// owner renews.
/// </summary>
sealed class DatabaseWatch(IOptions<WorkerOptions> options, TimeProvider time)
{
    readonly Lock gate = new();
    long? since;
    long last;
    long? renewed;

    TimeSpan Lease => options.Value.Lease;

    /// <summary>True if this worker's lease was written in time, so the database takes writes.</summary>
    public bool TakesWrites
    {
        get { lock (gate) return renewed is { } at && time.GetElapsedTime(at) < Lease; }
    }

    /// <summary>The time until this worker may declare others lost; zero if it may now.</summary>
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

    /// <summary>The database has answered a query that was sent at <paramref name="asked"/>, a timestamp.</summary>
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

    /// <summary>The database has answered a renewal of this worker's lease.</summary>
    public void Renewed(long asked)
    {
        Answered(asked);
        lock (gate) renewed = asked;
    }

    /// <summary>The database did not answer, or could not be reached.</summary>
    public void Interrupted()
    {
        lock (gate) since = null;
    }
}
