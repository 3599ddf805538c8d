using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.Leases;

namespace Realtime.Worker.Journal;

/// <summary>
/// Records the events of this worker's sessions: many events an append, many sessions a commit. Events gather while a commit runs, so a
/// burst needs few commits and a lone event does not wait. Each conversation has one of a few queues, which commit side by side. A session
/// that cannot be recorded while others can pauses, is tried again, and finally ends.
/// </summary>
sealed partial class SessionJournal(JointRecorder joint, SoloRecorder solo, JournalRefusals refusals, DatabaseWatch watch,
    TimeProvider time, ILogger<SessionJournal> logger)
    : BackgroundService
{
    const int Parallel = 8;

    /// <summary>The tries for one session: the first pause takes 100 ms and each next one twice as long, 3 s in all.</summary>
    const int MostTries = 6;

    readonly JournalQueue[] queues = [.. Enumerable.Range(0, JournalPace.Queues).Select(_ => new JournalQueue())];

    /// <summary>How long the log has accepted no append; zero while it does.</summary>
    public TimeSpan Outage => queues.Max(queue => queue.Outage(time));

    /// <summary>The number of sessions that cannot be recorded now while others can.</summary>
    public int Parked => queues.Sum(queue => queue.Parked);

    /// <summary>Queues a session that has something to record; never blocks.</summary>
    public void Wake(JournalEntry entry) => QueueOf(entry).Add(entry);

    /// <summary>
    /// Records the pending events, then the end; completes when the end is committed, refused as not this owner's, or given up.
    /// </summary>
    public Task End(JournalEntry entry, SessionOutcome outcome)
    {
        entry.SetOutcome(outcome);
        Wake(entry);
        return entry.Ended;
    }

    JournalQueue QueueOf(JournalEntry entry) => queues[(uint)entry.Conversation.GetHashCode() % JournalPace.Queues];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(queues.Select(queue => Run(queue, stoppingToken)));

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
                entries = queue.Take(JournalPace.MostSessions);
                var round = await Record(entries, ct);
                if (round.Outage(watch.TakesWrites) is { } outage)
                {
                    pause = Failed(queue, entries, outage, pause);
                    continue;
                }

                pause = TimeSpan.Zero;
                queue.Succeeded();
                foreach (var (entry, why) in round.Failures) Park(queue, entry, why, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                pause = Failed(queue, entries, e, pause);
            }
        }
    }

    TimeSpan Failed(JournalQueue queue, List<JournalEntry> entries, Exception why, TimeSpan pause)
    {
        LogFailed(entries.Count, why.Message);
        queue.Failed(time);
        foreach (var entry in entries) queue.Add(entry);
        return JournalPace.After(pause);
    }

    async Task<JournalRound> Record(List<JournalEntry> entries, CancellationToken ct)
    {
        var round = new JournalRound();
        await Each(entries.Where(entry => entry.UnderWay is not null),
            entry => round.Try(entry, () => solo.IsRecorded(entry.UnderWay!, ct), ct), ct);
        var attempts = entries.Except(round.Failed).Select(entry => entry.Next()).OfType<Attempt>().ToList();
        if (attempts.Count > 0) await Record(attempts, round, ct);
        foreach (var entry in entries.Except(round.Failed)) entry.Failures = 0;
        return round;
    }

    /// <summary>Records together what it can, and the rest one by one.</summary>
    async Task Record(List<Attempt> attempts, JournalRound round, CancellationToken ct)
    {
        var alone = attempts;
        try
        {
            alone = await joint.Record(attempts, ct);
            round.Recorded(attempts.Count - alone.Count);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && !LogFailures.IsAway(e))
        {
            LogNotTogether(attempts.Count, e.Message);
        }

        await Each(alone, attempt => round.Try(attempt.Entry, async () =>
        {
            await solo.Record(attempt, ct);
            round.Recorded(1);
        }, ct), ct);
    }

    static Task Each<T>(IEnumerable<T> all, Func<T, ValueTask> act, CancellationToken ct) => System.Threading.Tasks.Parallel.ForEachAsync(
        all, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct }, (one, _) => act(one));

    void Park(JournalQueue queue, JournalEntry entry, Exception why, CancellationToken ct)
    {
        // A failure to reach the log is not the session's fault.
        var tries = LogFailures.IsAway(why) ? entry.Failures : ++entry.Failures;
        if (tries < MostTries)
        {
            LogParked(entry.SessionId, entry.Conversation, why.Message);
            _ = queue.Park(entry, JournalPace.FirstPause * (1 << Math.Max(1, tries)), time, ct);
            return;
        }

        refusals.Add();
        LogGivenUp(entry.SessionId, entry.Conversation, why.Message);
        entry.Failures = 0;
        if (entry.RefuseAll()) queue.Add(entry); // its end may still be pending
        else entry.Lose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not append the events of {Sessions} sessions; they are kept and the append is retried: {Reason}")]
    partial void LogFailed(int sessions, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not record {Sessions} sessions together; each is recorded alone: {Reason}")]
    partial void LogNotTogether(int sessions, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not record session {Session} in {Conversation}; it is tried again alone: {Reason}")]
    partial void LogParked(Guid session, string conversation, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} in {Conversation} cannot be recorded, and ends: {Reason}")]
    partial void LogGivenUp(Guid session, string conversation, string reason);
}
