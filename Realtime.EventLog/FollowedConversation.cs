using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// A conversation that somebody on this node follows: its latest events in memory, and a signal when there are more. Followers
/// pull from here at their own pace, so a slow one costs nothing but its own reads.
/// </summary>
sealed class FollowedConversation(string id, int recentEvents)
{
    static readonly string Masked = EventTypes.NameOf<ContentMasked>();

    /// <summary>Of the latest events, in bytes; the very last is kept whatever its size, until the conversation is quiet.</summary>
    const long MostBytes = 1024 * 1024;

    readonly Lock gate = new();
    readonly Queue<LoggedEvent> recent = new();
    TaskCompletionSource grown = NewSignal();
    long position = -1, rested = -1, missing, bytes;

    public string Id { get; } = id;

    /// <summary>Followers on this node; guarded by the tail.</summary>
    public int Followers { get; set; }

    /// <summary>The version up to which news was read; negative until the first follower has caught up.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>The version that news was expected to begin with and did not have; 0 while the log is whole. Nothing more is read then.</summary>
    public long Missing => Volatile.Read(ref missing);

    /// <summary>The first follower to have read all there was tells where news begins.</summary>
    public void BeginAt(long version) => Interlocked.CompareExchange(ref position, version, -1);

    /// <summary>False for the first event behind a gap.</summary>
    public bool TryAdd(LoggedEvent e)
    {
        lock (gate)
        {
            if (e.Version <= position || missing != 0) return true; // read twice, or of no use
            if (e.Version != position + 1)
            {
                Volatile.Write(ref missing, position + 1);
                return false;
            }

            if (e.Type == Masked) Forget(); // what was erased is not given out of memory either
            recent.Enqueue(e);
            bytes += e.Data.Length;
            while (recent.Count > recentEvents || bytes > MostBytes && recent.Count > 1) bytes -= recent.Dequeue().Data.Length;
            Volatile.Write(ref position, e.Version);
            return true;
        }
    }

    /// <summary>Told at every poll: a conversation that was quiet since the last one holds nothing in memory. Who is behind reads it.</summary>
    public void Rest()
    {
        lock (gate)
        {
            if (rested == position && recent.Count > 0)
            {
                Forget();
                recent.TrimExcess();
            }

            rested = position;
        }
    }

    void Forget()
    {
        recent.Clear();
        bytes = 0;
    }

    public void Signal()
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            signal = grown;
            grown = NewSignal();
        }

        signal.TrySetResult();
    }

    /// <summary>Events after a version, out of memory; empty when there are none yet; null when they have to be read.</summary>
    public IReadOnlyList<LoggedEvent>? After(long version, out Task more)
    {
        lock (gate)
        {
            more = grown.Task;
            if (position < 0 || version > position) return null;
            if (version == position) return [];
            var missing = position - version;
            return missing > recent.Count ? null : [.. recent.Skip(recent.Count - (int)missing)];
        }
    }

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
