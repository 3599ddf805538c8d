using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Journal;

/// <summary>A session that could not be recorded together with others.</summary>
sealed partial class SessionJournal
{
    async ValueTask Alone(Attempt attempt, CancellationToken ct)
    {
        try
        {
            var committed = await conversations.Transact(attempt.Entry.Conversation, attempt.Command, ct, attempt.IdOf);
            if (attempt.Command is End && committed.Events.Count == 0) attempt.Entry.Lose();
            else attempt.Entry.Commit(attempt, committed.State, committed.Version);
        }
        catch (OwnershipLostException)
        {
            attempt.Entry.Lose();
        }
        catch (Exception e) when (LogFailures.IsDuplicateEvent(e))
        {
            if (!await IsRecorded(attempt, ct)) throw;
        }
        catch (Exception e) when (LogFailures.IsUnstorable(e))
        {
            LogUnstorable(attempt.Entry.SessionId, e.Message);
            await OneByOne(attempt, ct);
        }
    }

    /// <summary>What can be stored is, and the end in any case.</summary>
    async Task OneByOne(Attempt attempt, CancellationToken ct)
    {
        var entry = attempt.Entry;
        var events = attempt.Command is End end ? end.Events : ((Record)attempt.Command).Events;
        Committed? committed = null;
        foreach (var e in events)
        {
            try
            {
                committed = await conversations.Transact(entry.Conversation, new Record(entry.SessionId, entry.Owner, [e]), ct, attempt.IdOf);
            }
            catch (Exception refused) when (LogFailures.IsUnstorable(refused))
            {
                // This one is left out; the log has been told why.
            }
        }

        if (attempt.Command is End ending) committed = await conversations.Transact(entry.Conversation, ending with { Events = [] }, ct, attempt.IdOf);
        committed ??= await conversations.Load(entry.Conversation, ct);
        entry.Commit(attempt, committed!.State, committed.Version);
    }

    /// <summary>
    /// After a failure whose outcome is unknown: the attempt's events are all on the record, or none. What became pending since is not
    /// of this attempt, and comes with the next.
    /// </summary>
    async Task<bool> IsRecorded(Attempt attempt, CancellationToken ct)
    {
        var entry = attempt.Entry;
        var ids = IdsOf(attempt);
        if (ids.Length == 0 || !await reader.HasAny(entry.Conversation, ids, ct)) return false;
        var now = await conversations.Load(entry.Conversation, ct);
        if (now?.State.Live?.Is(entry.SessionId) == true) entry.Commit(attempt, now.State, now.Version);
        else entry.Lose();
        return true;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} has an event that the log cannot store; it is left out: {Reason}")]
    partial void LogUnstorable(Guid session, string reason);
}
