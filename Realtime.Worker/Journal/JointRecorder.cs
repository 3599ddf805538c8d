using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Worker.Journal;

/// <summary>Records many sessions in one commit.</summary>
sealed class JointRecorder(EventWriter writer, Nudges nudges)
{
    /// <summary>Commits the attempts, except those whose conversation has a newer event: it returns these, to be decided again.</summary>
    public async Task<List<Attempt>> Record(IReadOnlyList<Attempt> attempts, CancellationToken ct)
    {
        var (decided, raced) = Decide(attempts);
        if (decided.Count == 0) return raced;
        var taken = await writer.Append([.. decided.Select(d => d.Append)], "journal", ct);
        foreach (var (attempt, append) in decided)
        {
            if (!taken.Contains(append.Conversation.Stream))
            {
                raced.Add(attempt);
                continue;
            }

            attempt.Entry.Commit(attempt, append.After, append.Version);
            nudges.Raise(append.Conversation, append.Version);
        }

        return raced;
    }

    static (List<(Attempt Attempt, Append Append)> Decided, List<Attempt> Raced) Decide(IReadOnlyList<Attempt> attempts)
    {
        var decided = new List<(Attempt, Append)>(attempts.Count);
        var raced = new List<Attempt>();
        var conversations = new HashSet<ConversationKey>();
        foreach (var attempt in attempts)
        {
            // A conversation's ended session and its new one may both have events: one append each.
            if (!conversations.Add(attempt.Entry.Conversation))
            {
                raced.Add(attempt);
                continue;
            }

            try
            {
                // An attempt without events is decided again alone: its state may be old.
                if (SessionDecider.Decide(attempt.State, attempt.Command) is { Count: > 0 } events)
                    decided.Add((attempt,
                        new Append(attempt.Entry.Conversation, attempt.Version, events, attempt.State.After(events), attempt.IdOf)));
                else raced.Add(attempt);
            }
            catch (OwnershipLostException)
            {
                raced.Add(attempt);
            }
        }

        return (decided, raced);
    }
}
