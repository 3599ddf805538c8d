using System.Threading.Channels;

namespace Realtime.Worker.Journal;

/// <summary>Entries that have something to record, each once and in the order in which they came; at most one for each session that the worker owns.</summary>
sealed class JournalQueue
{
    readonly Queue<JournalEntry> waiting = [];
    readonly HashSet<JournalEntry> known = [];
    readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    long failingSince;

    /// <summary>Never blocks.</summary>
    public void Add(JournalEntry entry)
    {
        lock (waiting)
        {
            if (!known.Add(entry)) return;
            waiting.Enqueue(entry);
        }

        wake.Writer.TryWrite(true);
    }

    /// <summary>Until there may be something to take.</summary>
    public async Task Wait(CancellationToken ct) => await wake.Reader.ReadAsync(ct);

    public List<JournalEntry> Take(int most)
    {
        lock (waiting)
        {
            var entries = new List<JournalEntry>(Math.Min(most, waiting.Count));
            while (entries.Count < most && waiting.TryDequeue(out var entry)) entries.Add(entry);
            known.ExceptWith(entries);
            if (waiting.Count > 0) wake.Writer.TryWrite(true);
            return entries;
        }
    }

    public TimeSpan Outage(TimeProvider time) => Volatile.Read(ref failingSince) is var since and not 0 ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public void Failed(TimeProvider time) => Interlocked.CompareExchange(ref failingSince, time.GetTimestamp(), 0);

    public void Succeeded() => Volatile.Write(ref failingSince, 0);
}
