namespace Realtime.EventLog;

/// <summary>
/// The polls of a tail. Within each interval every followed conversation comes due once, but not all at the same moment: a query over
/// thousands of them would hold up the new events of all others.
/// </summary>
sealed class PollSlices
{
    /// <summary>So few conversations are not worth a query of their own.</summary>
    public const int Smallest = 64;

    /// <summary>The most slices of an interval.</summary>
    const int Most = 10;

    readonly Queue<FollowedConversation> left = [];
    readonly TimeSpan interval;
    readonly TimeProvider time;
    int size;
    long began, last;
    TimeSpan pause;

    public PollSlices(TimeSpan interval, TimeProvider time) =>
        (this.interval, this.time, pause, last) = (interval, time, interval, time.GetTimestamp());

    /// <summary>The time until the next slice is due; zero if it is.</summary>
    public TimeSpan Wait => pause - time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    /// <summary>Adds the next slice to <paramref name="to"/> if it is due. A new interval begins with those that are followed then.</summary>
    /// <returns>When the interval began, if this slice is its last; else null.</returns>
    public long? Take(ICollection<FollowedConversation> followed, List<FollowedConversation> to)
    {
        if (Wait > TimeSpan.Zero) return null;
        last = time.GetTimestamp();
        if (left.Count == 0)
        {
            began = last;
            foreach (var source in followed) left.Enqueue(source);
            size = Math.Max(Smallest, (left.Count + Most - 1) / Most);
        }

        for (var n = 0; n < size && left.TryDequeue(out var source); n++) to.Add(source);
        pause = interval / Most;
        if (left.Count > 0) return null;
        pause = interval - time.GetElapsedTime(began);
        return began;
    }

    /// <summary>Polls all of them again, from now on.</summary>
    public void Restart()
    {
        left.Clear();
        pause = TimeSpan.Zero;
    }
}
