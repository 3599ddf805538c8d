using System.Threading.Channels;
using Marten;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Journal;

/// <summary>
/// Records what happens on this worker's transports: many events an append, many sessions a commit. While one commit is under way the
/// next gathers, so a burst costs few of them and a lone event waits for none.
/// </summary>
sealed partial class SessionJournal(IDocumentStore store, Conversations conversations, EventReader reader, Nudges nudges, Author author, TimeProvider time, ILogger<SessionJournal> logger)
    : BackgroundService
{
    /// <summary>Sessions in one commit: bounds how long a lone event waits behind a burst.</summary>
    const int MostSessions = 256;
    const int Parallel = 8;
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    readonly HashSet<JournalEntry> dirty = [];
    readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    long failingSince;

    /// <summary>How long the log has not taken anything; zero while it does.</summary>
    public TimeSpan Outage => Volatile.Read(ref failingSince) is var since and not 0 ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>There is something to record for this session; never blocks.</summary>
    public void Wake(JournalEntry entry)
    {
        lock (dirty) dirty.Add(entry);
        wake.Writer.TryWrite(true);
    }

    /// <summary>Records all that is pending, then the end; completes when it is committed or found not to be this owner's.</summary>
    public Task End(JournalEntry entry, SessionOutcome outcome)
    {
        entry.SetOutcome(outcome);
        Wake(entry);
        return entry.Ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            List<JournalEntry> entries = [];
            try
            {
                await wake.Reader.ReadAsync(stoppingToken);
                if (pause > TimeSpan.Zero) await Task.Delay(pause, time, stoppingToken);
                entries = Take();
                await Record(entries, stoppingToken);
                pause = TimeSpan.Zero;
                Volatile.Write(ref failingSince, 0);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(entries.Count, e.Message);
                Interlocked.CompareExchange(ref failingSince, time.GetTimestamp(), 0);
                pause = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                foreach (var entry in entries) Wake(entry);
            }
        }
    }

    List<JournalEntry> Take()
    {
        lock (dirty)
        {
            List<JournalEntry> entries = [.. dirty.Take(MostSessions)];
            dirty.ExceptWith(entries);
            if (dirty.Count > 0) wake.Writer.TryWrite(true);
            return entries;
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
        catch (Exception e) when (e is OwnershipLostException || Conversations.IsLostRace(e) || Conversations.IsDuplicateEvent(e) || Conversations.IsUnstorable(e))
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
            attempt.Entry.Commit(attempt, attempt.State.Evolve(events), attempt.Version + events.Count);
            if (events.Count > 0) nudges.Raise(attempt.Entry.Conversation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log did not take the events of {Sessions} sessions; they are kept and tried again: {Reason}")]
    partial void LogFailed(int sessions, string reason);
}
