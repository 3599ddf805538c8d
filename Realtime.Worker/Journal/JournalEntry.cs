using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Buffers;

namespace Realtime.Worker.Journal;

/// <summary>
/// An owner's view of its conversation (state and version), and the events that it records next. The version is the fence: an append with a
/// stale version fails, and is decided again on the log's state.
/// </summary>
sealed class JournalEntry(ConversationKey conversation, Guid sessionId, OwnerToken owner, Conversation state, long version)
{
    readonly Lock gate = new();
    List<Pending> pending = [];
    SessionOutcome? outcome;
    Attempt? underWay;
    long waitingSince;
    TaskCompletionSource flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConversationKey Conversation { get; } = conversation;
    public Guid SessionId { get; } = sessionId;
    public OwnerToken Owner { get; } = owner;

    /// <summary>Completes when the end is on the record, or the log says that this owner may not record it.</summary>
    public Task Ended => ended.Task;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the log says that the session ended or has another owner.</summary>
    public Task Lost => lost.Task;
    readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the log has refused an event of the session because of its content.</summary>
    public Task Refused => refused.Task;
    readonly TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Failures in a row to record this session while others could be recorded. Only the journal uses it.</summary>
    internal int Failures { get; set; }

    public Conversation State { get; private set; } = state;
    public long Version { get; private set; } = version;

    /// <summary>Counts the bytes of the pending events.</summary>
    public BufferShare? Share { get; set; }

    /// <summary>Times how long events wait.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long the log has recorded nothing although something waits; zero if nothing does.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (gate)
            {
                var waits = pending.Count > 0 || outcome is not null && !Ended.IsCompleted;
                return waits ? Time.GetElapsedTime(waitingSince) : TimeSpan.Zero;
            }
        }
    }

    public int PendingCount
    {
        get { lock (gate) return pending.Count; }
    }

    /// <summary>Completes when nothing is pending any more.</summary>
    public Task Flushed
    {
        get { lock (gate) return pending.Count == 0 ? Task.CompletedTask : flushed.Task; }
    }

    /// <summary>False once the end is being recorded: no event follows it.</summary>
    /// <param name="bytes">The approximate size of the event.</param>
    public bool TryAdd(SessionEvent e, int bytes = 0)
    {
        lock (gate)
        {
            if (outcome is not null) return false;
            if (pending.Count == 0) waitingSince = Time.GetTimestamp();
            pending.Add(new Pending(e, EventIds.Of(Conversation.Tenant, e), bytes));
            Share?.Add(bytes);
            return true;
        }
    }

    public void SetOutcome(SessionOutcome how)
    {
        lock (gate)
        {
            if (outcome is null && pending.Count == 0) waitingSince = Time.GetTimestamp();
            outcome ??= how;
        }
    }

    /// <summary>Applies an event that the tail read, so that state and version stay current while others append.</summary>
    public void Observe(LoggedEvent e)
    {
        lock (gate)
        {
            if (e.Version != Version + 1) return;
            State = State.After(e.Decode());
            Version = e.Version;
        }
    }

    /// <summary>The last attempt while its outcome is unknown.</summary>
    internal Attempt? UnderWay
    {
        get { lock (gate) return underWay; }
    }

    /// <summary>The next attempt, for the current state; null if there is nothing to record.</summary>
    /// <param name="single">Takes one event only, or the end alone.</param>
    internal Attempt? Next(bool single = false)
    {
        lock (gate)
        {
            if (pending.Count == 0 && outcome is null || ended.Task.IsCompleted) return null;
            var taken = pending.Take(single ? 1 : pending.Count).ToList();
            SessionEvent[] events = [.. taken.Select(p => p.Event)];
            SessionCommand command = outcome is null || single && taken.Count > 0
                ? new Record(SessionId, Owner, events)
                : new End(SessionId, Owner, outcome, events);
            return underWay = new Attempt(this, command, taken.Count, State, Version,
                taken.ToDictionary(p => (object)p.Event, p => p.Id, ReferenceEqualityComparer.Instance));
        }
    }

    /// <summary>The attempt's events are on the record, the last of them at <paramref name="version"/>.</summary>
    internal void Commit(Attempt attempt, Conversation state, long version)
    {
        lock (gate)
        {
            if (version > Version)
            {
                State = state;
                Version = version;
            }
        }

        Remove(attempt.Taken);
        if (attempt.Command is End) ended.TrySetResult();
    }

    /// <summary>The log refuses the attempt's events because of their content: they are dropped.</summary>
    internal void Refuse(Attempt attempt)
    {
        Remove(attempt.Taken);
        refused.TrySetResult();
    }

    /// <summary>Drops all pending events; false if there are none, so that the end itself cannot be recorded.</summary>
    internal bool RefuseAll()
    {
        int all;
        lock (gate) all = pending.Count;
        Remove(all);
        refused.TrySetResult();
        return all > 0;
    }

    void Remove(int taken)
    {
        TaskCompletionSource? done = null;
        lock (gate)
        {
            Share?.Give(pending.Take(taken).Sum(p => (long)p.Bytes));
            pending.RemoveRange(0, taken);
            underWay = null;
            waitingSince = Time.GetTimestamp();
            if (pending.Count == 0)
            {
                done = flushed;
                flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        done?.TrySetResult();
    }

    /// <summary>The log says that this owner does not own the session (any more).</summary>
    internal void Lose()
    {
        lock (gate)
        {
            Share?.Give(pending.Sum(p => (long)p.Bytes));
            (pending, underWay) = ([], null);
        }

        flushed.TrySetResult();
        ended.TrySetResult();
        lost.TrySetResult();
    }

    readonly record struct Pending(SessionEvent Event, Guid Id, int Bytes);
}

/// <summary>
/// One try to record an entry's pending events. Their ids stay the same, so that a commit whose answer was lost is recognised.
/// </summary>
sealed record Attempt(
    JournalEntry Entry, SessionCommand Command, int Taken, Conversation State, long Version, Dictionary<object, Guid> Ids)
{
    public Guid IdOf(SessionEvent e) => Ids.TryGetValue(e, out var id) ? id : EventIds.Of(Entry.Conversation.Tenant, e);
}
