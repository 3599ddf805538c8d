using Realtime.Sessions;
using Realtime.Worker.Journal;

namespace Realtime.Fleet;

/// <summary>Records what a worker's sessions have to record, many in one commit, as SessionJournal does.</summary>
sealed class SimulatedJournal(SimulatedWorker worker)
{
    public IReadOnlyList<JournalLane> Queues { get; } = [.. Enumerable.Range(0, JournalPace.Queues).Select(_ => new JournalLane())];

    Fleet Fleet => worker.Fleet;

    public TimeSpan Outage => Queues.Max(queue => queue.FailingSince is { } since ? Fleet.Time.Now - since : TimeSpan.Zero);

    public void Add(int conversation, Guid session, SessionCommand command) =>
        Queues[conversation % Queues.Count].Add(new JournalItem(conversation, session, command));

    public void DropAll()
    {
        foreach (var queue in Queues)
        {
            queue.Items.Clear();
            queue.FailingSince = null; // an empty round succeeds
        }
    }

    public async Task Run(JournalLane queue)
    {
        var pause = TimeSpan.Zero;
        while (true)
        {
            await queue.Wait();
            worker.Link.MustRun();
            if (pause > TimeSpan.Zero) await worker.Pause(pause);
            var items = new List<JournalItem>();
            while (items.Count < JournalPace.MostSessions && queue.Items.TryDequeue(out var item)) items.Add(item);
            if (items.Count == 0) continue;
            try
            {
                await Fleet.Store.Ask(worker.Link, StoreStatement.Journal, StoreCosts.Journal(items.Count), () =>
                {
                    foreach (var item in items) Commit(item);
                    return true;
                });
                (pause, queue.FailingSince) = (TimeSpan.Zero, null);
                foreach (var item in items) Settle(item);
            }
            catch (StoreAwayException)
            {
                queue.FailingSince ??= Fleet.Time.Now;
                foreach (var item in items) queue.Add(item); // one that was recorded is recognised by its ids
                pause = JournalPace.After(pause);
            }
        }
    }

    void Commit(JournalItem item)
    {
        if (item.Outcome is not null) return;
        try
        {
            var events = SessionDecider.Decide(Fleet.Log[item.Conversation], item.Command);
            Fleet.Log.TryAppend(item.Conversation, Fleet.Log.Version(item.Conversation), events, Fleet.Time.Now);
            item.Outcome = events;
        }
        catch (OwnershipLostException)
        {
            item.Outcome = [];
            item.IsDisowned = true;
        }
    }

    void Settle(JournalItem item)
    {
        if (item.IsDisowned || item.Command is End) worker.Remove(item.Conversation, item.Session);
    }
}

/// <summary>One queue of a journal.</summary>
sealed class JournalLane
{
    TaskCompletionSource wake = new();

    public Queue<JournalItem> Items { get; } = new();

    public TimeSpan? FailingSince { get; set; }

    public void Add(JournalItem item)
    {
        Items.Enqueue(item);
        wake.TrySetResult();
    }

    public async Task Wait()
    {
        if (Items.Count > 0) return;
        wake = new TaskCompletionSource();
        await wake.Task;
    }
}

/// <summary>What one session has to record.</summary>
sealed class JournalItem(int conversation, Guid session, SessionCommand command)
{
    public int Conversation { get; } = conversation;
    public Guid Session { get; } = session;
    public SessionCommand Command { get; } = command;

    /// <summary>The events on the record; null before.</summary>
    public IReadOnlyList<SessionEvent>? Outcome { get; set; }

    public bool IsDisowned { get; set; }
}
