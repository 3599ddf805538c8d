using Marten;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Journal;

/// <summary>
/// Records what happens on this worker's transports: many events an append, many sessions a commit. While one commit is under way the
/// next gathers, so a burst costs few of them and a lone event waits for none. A conversation keeps to one of a few queues, which
/// commit side by side: one is made into JSON while another is in the database.
/// </summary>
sealed partial class SessionJournal(IDocumentStore store, Conversations conversations, EventReader reader, Nudges nudges, Author author, TimeProvider time, ILogger<SessionJournal> logger)
    : BackgroundService
{
    /// <summary>Sessions in one commit: bounds how long a lone event waits behind a burst.</summary>
    const int MostSessions = 256;
    const int Parallel = 8;
    const int Queues = 2;
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    readonly JournalQueue[] queues = [.. Enumerable.Range(0, Queues).Select(_ => new JournalQueue())];

    /// <summary>How long the log has not taken anything; zero while it does.</summary>
    public TimeSpan Outage => queues.Max(queue => queue.Outage(time));

    /// <summary>There is something to record for this session; never blocks.</summary>
    public void Wake(JournalEntry entry) => queues[(uint)entry.Conversation.GetHashCode(StringComparison.Ordinal) % Queues].Add(entry);

    /// <summary>Records all that is pending, then the end; completes when it is committed or found not to be this owner's.</summary>
    public Task End(JournalEntry entry, SessionOutcome outcome)
    {
        entry.SetOutcome(outcome);
        Wake(entry);
        return entry.Ended;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(queues.Select(queue => Run(queue, stoppingToken)));

    async Task Run(JournalQueue queue, CancellationToken ct)
    {
        var pause = TimeSpan.Zero;
        while (!ct.IsCancellationRequested)
        {
            List<JournalEntry> entries = [];
            try
            {
                await queue.Wait(ct);
                if (pause > TimeSpan.Zero) await Task.Delay(pause, time, ct);
                entries = queue.Take(MostSessions);
                await Record(entries, ct);
                pause = TimeSpan.Zero;
                queue.Succeeded();
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(entries.Count, e.Message);
                queue.Failed(time);
                pause = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                foreach (var entry in entries) queue.Add(entry);
            }
        }
    }

    async Task Record(List<JournalEntry> entries, CancellationToken ct)
    {
        foreach (var failed in entries.Select(entry => entry.UnderWay).OfType<Attempt>()) await IsRecorded(failed, ct);
        var attempts = entries.Select(entry => entry.Next()).OfType<Attempt>().ToList();
        if (attempts.Count == 0) return;
        try
        {
            await Together(attempts, ct);
        }
        catch (Exception e) when (e is OwnershipLostException || LogFailures.IsLostRace(e) || LogFailures.IsDuplicateEvent(e) || LogFailures.IsUnstorable(e))
        {
            // Somebody else appended to one of them, or one cannot be stored: each conversation is decided anew, by itself.
            await System.Threading.Tasks.Parallel.ForEachAsync(attempts, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct }, Alone);
        }
    }

    async Task Together(List<Attempt> attempts, CancellationToken ct)
    {
        await using var session = store.LightweightSession();
        author.Sign(session, "journal");
        var decided = new List<(Attempt Attempt, IReadOnlyList<SessionEvent> Events)>(attempts.Count);
        foreach (var attempt in attempts)
        {
            var events = SessionDecider.Decide(attempt.State, attempt.Command);
            decided.Add((attempt, events));
            if (events.Count == 0) continue;
            session.Events.Append(attempt.Entry.Conversation, attempt.Version + events.Count,
                events.Select(object (e) => session.Identified(e, attempt.IdOf(e))).ToArray());
        }

        await session.SaveChangesAsync(ct);
        foreach (var (attempt, events) in decided)
        {
            attempt.Entry.Commit(attempt, attempt.State.After(events), attempt.Version + events.Count);
            if (events.Count > 0) nudges.Raise(attempt.Entry.Conversation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log did not take the events of {Sessions} sessions; they are kept and tried again: {Reason}")]
    partial void LogFailed(int sessions, string reason);
}
