using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// A conversation with followers on this node: its latest events in memory, and a signal when there are more. Followers read from here at
/// their own pace, so a slow one costs only its own reads.
/// </summary>
sealed class FollowedConversation(string id, int recentEvents)
{
    static readonly string Masked = EventTypes.NameOf<ContentMasked>();

    /// <summary>The most bytes of events in memory. The last event is kept whatever its size, until the conversation is quiet.</summary>
    const long MostBytes = 1024 * 1024;

    readonly Lock gate = new();
    readonly Queue<LoggedEvent> recent = new();
    TaskCompletionSource grown = NewSignal();
    long position = -1, rested = -1, missing, bytes;
    bool failing;

    public string Id { get; } = id;

    /// <summary>The number of followers on this node; the tail's lock protects it.</summary>
    public int Followers { get; set; }

    /// <summary>The version up to which new events were read; negative until the first follower has caught up.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>The first missing version; 0 while the log is complete. After a gap nothing more is read.</summary>
    public long Missing => Volatile.Read(ref missing);

    /// <summary>Its new events could not be read. They are read separately, and its followers read the database themselves.</summary>
    public bool IsFailing
    {
        get => Volatile.Read(ref failing);
        set => Volatile.Write(ref failing, value);
    }

    /// <summary>Sets the position after which events are new. The first follower that has read everything calls it.</summary>
    public void BeginAt(long version) => Interlocked.CompareExchange(ref position, version, -1);

    /// <summary>Adds an event. False for the first event after a gap.</summary>
    public bool TryAdd(LoggedEvent e)
    {
        lock (gate)
        {
            if (e.Version <= position || missing != 0) return true; // known already, or after a gap
            if (e.Version != position + 1)
            {
                Volatile.Write(ref missing, position + 1);
                return false;
            }

            // Followers must not get erased content from memory, and they read a large event from the database.
            if (e.Type == Masked || !e.HasData) Forget();
            if (e.HasData) Keep(e);
            Volatile.Write(ref position, e.Version);
            return true;
        }
    }

    void Keep(LoggedEvent e)
    {
        recent.Enqueue(e);
        bytes += e.Data.Length;
        while (recent.Count > recentEvents || bytes > MostBytes && recent.Count > 1) bytes -= recent.Dequeue().Data.Length;
    }

    /// <summary>
    /// Called at every poll. A conversation that was quiet since the last one keeps no events in memory; followers that are behind read the
    /// database.
    /// </summary>
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

    /// <summary>
    /// The events after a version, from memory; empty when there are none yet; null when they must be read from the database.
    /// </summary>
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
