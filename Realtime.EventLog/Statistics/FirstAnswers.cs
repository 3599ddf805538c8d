namespace Realtime.EventLog.Statistics;

/// <summary>
/// Remembers which sessions have their first answer, so that the projection writes nothing for the answers after it. Forgetting costs a few
/// statements that change nothing. Events that are read again, after a failed batch or for a rebuild, count as at first.
/// </summary>
sealed class FirstAnswers
{
    /// <summary>Beyond this many sessions it begins anew.</summary>
    const int Most = 65_536;

    readonly Lock gate = new();
    readonly Dictionary<string, Seen> sessions = new(StringComparer.Ordinal);

    /// <summary>The session begins, or is read from its beginning again.</summary>
    public void Forget(string session)
    {
        lock (gate) sessions.Remove(session);
    }

    /// <summary>Whether an end of the user's input, at this place of the log, may come before the session's first answer.</summary>
    public bool MayAsk(string session, long sequence)
    {
        lock (gate)
        {
            if (!sessions.TryGetValue(session, out var seen))
            {
                if (sessions.Count == Most) sessions.Clear();
                sessions[session] = new Seen(sequence, AnsweredAt: long.MaxValue);
            }

            return seen is null || sequence <= seen.AnsweredAt;
        }
    }

    /// <summary>Whether an answer, at this place of the log, may be the session's first.</summary>
    public bool MayBeFirst(string session, long sequence)
    {
        lock (gate)
        {
            if (!sessions.TryGetValue(session, out var seen)) return true;
            if (seen.AskedAt < sequence && sequence < seen.AnsweredAt) sessions[session] = seen with { AnsweredAt = sequence };
            return sequence <= seen.AnsweredAt;
        }
    }

    /// <param name="AskedAt">The place in the log of the first end of input that was read.</param>
    /// <param name="AnsweredAt">The place in the log of the answer after it.</param>
    sealed record Seen(long AskedAt, long AnsweredAt);
}
