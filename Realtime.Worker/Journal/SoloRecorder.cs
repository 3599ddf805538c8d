using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Journal;

/// <summary>Records one session alone, after a lost race or a failure that concerns only this session.</summary>
sealed partial class SoloRecorder(Conversations conversations, EventReader reader, JournalRefusals refusals, ILogger<SoloRecorder> logger)
{
    /// <summary>If it throws, the attempt's outcome is unknown.</summary>
    public async Task Record(Attempt attempt, CancellationToken ct)
    {
        try
        {
            Settle(attempt, await conversations.Transact(attempt.Entry.Conversation, attempt.Command, ct, attempt.IdOf));
        }
        catch (OwnershipLostException)
        {
            attempt.Entry.Lose();
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e) || LogFailures.IsUnstorable(e))
        {
            if (LogFailures.IsDuplicateEvent(e) && await IsRecorded(attempt, ct)) return;
            if (attempt.Command is End { Events.Count: 0 }) throw;
            if (attempt.Command is Record { Events.Count: 1 }) Refuse(attempt, e);
            else await OneByOne(attempt.Entry, ct);
        }
    }

    /// <summary>
    /// After an unknown outcome: either all of the attempt's events are on the record, or none. Events that became pending since belong to
    /// the next attempt.
    /// </summary>
    public async Task<bool> IsRecorded(Attempt attempt, CancellationToken ct)
    {
        var entry = attempt.Entry;
        var ids = IdsOf(attempt);
        if (ids.Length == 0 || !await reader.HasAny(entry.Conversation, ids, ct)) return false;
        var now = await conversations.Load(entry.Conversation, ct);
        if (now?.State.Live?.Is(entry.SessionId) == true) entry.Commit(attempt, now.State, now.Version);
        else entry.Lose();
        return true;
    }

    /// <summary>Records each event that can be stored, and the end in any case.</summary>
    async Task OneByOne(JournalEntry entry, CancellationToken ct)
    {
        while (!entry.Ended.IsCompleted && entry.Next(single: true) is { } single) await Record(single, ct);
    }

    void Refuse(Attempt attempt, Exception why)
    {
        refusals.Add();
        LogRefused(attempt.Entry.SessionId, attempt.Entry.Conversation, ((Record)attempt.Command).Events[0].GetType().Name, why.Message);
        attempt.Entry.Refuse(attempt);
    }

    static void Settle(Attempt attempt, Committed committed)
    {
        if (attempt.Command is End && committed.Events.Count == 0) attempt.Entry.Lose();
        else attempt.Entry.Commit(attempt, committed.State, committed.Version);
    }

    static Guid[] IdsOf(Attempt attempt)
    {
        try
        {
            return [.. SessionDecider.Decide(attempt.State, attempt.Command).Select(attempt.IdOf)];
        }
        catch (OwnershipLostException)
        {
            return []; // it recorded nothing
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The log refuses a {Event} of session {Session} in {Conversation}; the event is dropped and the session ends: {Reason}")]
    partial void LogRefused(Guid session, string conversation, string @event, string reason);
}
