namespace Realtime.Worker.Sessions;

/// <summary>
/// Counts the sessions that this worker still holds in memory: an ended one that a task, timer or socket still refers to is a leak.
/// </summary>
sealed class SessionRemains
{
    /// <summary>Only the latest sessions are watched, as a leak repeats itself.</summary>
    const int Watched = 1_024;

    readonly Queue<WeakReference> sessions = new();

    public void Watch(SessionLoop session)
    {
        lock (sessions)
        {
            if (sessions.Count == Watched) sessions.Dequeue();
            sessions.Enqueue(new WeakReference(session));
        }
    }

    /// <summary>Collects garbage first, so it must not be called often.</summary>
    public SessionRemainsView View(int live)
    {
        GC.Collect();
        lock (sessions) return new SessionRemainsView(live, sessions.Count(session => session.IsAlive), Timer.ActiveCount);
    }
}

/// <param name="Sessions">Sessions that the worker owns now.</param>
/// <param name="Reachable">Watched sessions that are not collected, ended or not.</param>
/// <param name="Timers">Active timers of the whole process.</param>
sealed record SessionRemainsView(int Sessions, int Reachable, long Timers);
