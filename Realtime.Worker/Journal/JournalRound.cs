using System.Collections.Concurrent;
using Realtime.EventLog;

namespace Realtime.Worker.Journal;

/// <summary>What became of the sessions that were to be recorded at one time: each has an outcome of its own.</summary>
sealed class JournalRound
{
    readonly ConcurrentQueue<(JournalEntry Entry, Exception Why)> failures = new();
    int recorded;

    public IReadOnlyCollection<(JournalEntry Entry, Exception Why)> Failures => failures;

    public HashSet<JournalEntry> Failed => [.. failures.Select(f => f.Entry)];

    public void Recorded(int sessions) => Interlocked.Add(ref recorded, sessions);

    /// <summary>Does something for a session; what it throws is the session's outcome.</summary>
    public async ValueTask Try(JournalEntry entry, Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            failures.Enqueue((entry, e));
        }
    }

    /// <summary>Why the log counts as away: nothing could be recorded, and it cannot be reached, or takes nothing from others either. Null where it is there.</summary>
    public Exception? Outage(bool takesWrites) => Volatile.Read(ref recorded) > 0
        ? null
        : failures.FirstOrDefault(f => !takesWrites || LogFailures.IsAway(f.Why)).Why;
}
