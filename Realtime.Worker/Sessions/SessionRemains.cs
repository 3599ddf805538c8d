namespace Realtime.Worker.Sessions;

/// <summary>What this worker holds of sessions: an ended one that anything still refers to (a task, a timer, a socket) is a leak.</summary>
sealed class SessionRemains
{
    /// <summary>The latest sessions are watched; a leak repeats itself.</summary>
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

    /// <summary>Collects garbage first: not for every second.</summary>
    public SessionRemainsView View(int live)
    {
        GC.Collect();
        lock (sessions) return new SessionRemainsView(live, sessions.Count(session => session.IsAlive), Timer.ActiveCount);
    }
}

/// <param name="Sessions">Owned now.</param>
/// <param name="Reachable">Not collected, ended or not.</param>
/// <param name="Timers">Running in the whole process.</param>
sealed record SessionRemainsView(int Sessions, int Reachable, long Timers);
