using System.Collections.Concurrent;
using Realtime.EventLog;

namespace Realtime.Worker.Journal;

/// <summary>The outcome of each session in one round of recording.</summary>
sealed class JournalRound
{
    readonly ConcurrentQueue<(JournalEntry Entry, Exception Why)> failures = new();
    int recorded;

    public IReadOnlyCollection<(JournalEntry Entry, Exception Why)> Failures => failures;

    public HashSet<JournalEntry> Failed => [.. failures.Select(f => f.Entry)];

    public void Recorded(int sessions) => Interlocked.Add(ref recorded, sessions);

    /// <summary>Runs an act for a session; an exception is the session's outcome.</summary>
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

    /// <summary>
    /// Why the log counts as unavailable: nothing could be recorded, and it cannot be reached or takes no other writes either. Null if it
    /// is available.
    /// </summary>
    public Exception? Outage(bool takesWrites) => Volatile.Read(ref recorded) > 0
        ? null
        : failures.FirstOrDefault(f => !takesWrites || LogFailures.IsAway(f.Why)).Why;
}
