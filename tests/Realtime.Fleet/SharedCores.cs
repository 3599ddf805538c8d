namespace Realtime.Fleet;

/// <summary>Cores that all statements under way share evenly: the more there are, the longer each takes.</summary>
sealed class SharedCores(VirtualTime time, int cores)
{
    readonly PriorityQueue<TaskCompletionSource, (double Until, long Order)> underWay = new();
    double served; // what each statement that has been under way from the beginning would have got, in ticks of a core
    long last, order, planned = -1;

    public int UnderWay => underWay.Count;

    /// <summary>Completes when the work is done.</summary>
    public Task Do(double milliseconds)
    {
        Advance();
        var done = new TaskCompletionSource();
        underWay.Enqueue(done, (served + milliseconds * TimeSpan.TicksPerMillisecond, order++));
        if (underWay.Peek() == done) Plan(); // the others only finish later than planned
        return done.Task;
    }

    double Rate => Math.Min(1, (double)cores / underWay.Count);

    void Advance()
    {
        var now = time.GetTimestamp();
        if (underWay.Count > 0) served += (now - last) * Rate;
        last = now;
    }

    void Plan()
    {
        if (!underWay.TryPeek(out _, out var first)) return;
        var due = Math.Max(1, (long)Math.Ceiling((first.Until - served) / Rate));
        var plan = planned = order++;
        time.After(TimeSpan.FromTicks(due), () => Finish(plan));
    }

    void Finish(long plan)
    {
        if (plan != planned) return; // a shorter statement came meanwhile
        Advance();
        var done = new List<TaskCompletionSource>();
        while (underWay.TryPeek(out _, out var first) && first.Until <= served + 0.5) done.Add(underWay.Dequeue());
        Plan();
        foreach (var statement in done) statement.SetResult();
    }
}
