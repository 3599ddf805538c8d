using Realtime.EventLog;

namespace Realtime.Worker.Journal;

/// <summary>Entries with something to record, each once, in the order in which they came; at most one for each session.</summary>
sealed class JournalQueue
{
    readonly Queue<JournalEntry> waiting = [];
    readonly HashSet<JournalEntry> known = [];
    readonly HashSet<JournalEntry> parked = [];
    readonly Signal wake = new();
    long failingSince;

    /// <summary>The number of entries that pause after a failure.</summary>
    public int Parked
    {
        get { lock (waiting) return parked.Count; }
    }

    /// <summary>Never blocks.</summary>
    public void Add(JournalEntry entry)
    {
        lock (waiting)
        {
            if (parked.Contains(entry) || !known.Add(entry)) return;
            waiting.Enqueue(entry);
        }

        wake.Set();
    }

    /// <summary>Keeps an entry out of the queue for a while, even if it is added meanwhile; then adds it.</summary>
    public async Task Park(JournalEntry entry, TimeSpan pause, TimeProvider time, CancellationToken ct)
    {
        lock (waiting) parked.Add(entry);
        await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (waiting) parked.Remove(entry);
        Add(entry);
    }

    /// <summary>Waits until there may be an entry to take.</summary>
    public Task Wait(CancellationToken ct) => wake.Wait(ct);

    public List<JournalEntry> Take(int most)
    {
        lock (waiting)
        {
            var entries = new List<JournalEntry>(Math.Min(most, waiting.Count));
            while (entries.Count < most && waiting.TryDequeue(out var entry)) entries.Add(entry);
            known.ExceptWith(entries);
            if (waiting.Count > 0) wake.Set();
            return entries;
        }
    }

    public TimeSpan Outage(TimeProvider time) =>
        Volatile.Read(ref failingSince) is var since and not 0 ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public void Failed(TimeProvider time) => Interlocked.CompareExchange(ref failingSince, time.GetTimestamp(), 0);

    public void Succeeded() => Volatile.Write(ref failingSince, 0);
}
