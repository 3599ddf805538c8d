using Realtime.Sessions;

namespace Realtime.Fleet;

/// <summary>
/// The conversations, by number. Whatever is appended was decided by <see cref="SessionDecider"/> and is folded by
/// <see cref="Conversation.After(ConversationEvent)"/>. It checks every event against the promises, by rules of its own.
/// </summary>
sealed class FleetLog
{
    readonly Conversation[] states;
    readonly int[] versions;
    readonly byte[] requested, ended;
    readonly Dictionary<string, SortedSet<int>> owned = new(StringComparer.Ordinal);
    readonly SortedSet<(TimeSpan Since, int Conversation)> waiting = [];
    readonly TimeSpan[] since;

    public FleetLog(int conversations)
    {
        states = new Conversation[conversations];
        (versions, since) = (new int[conversations], new TimeSpan[conversations]);
        (requested, ended) = (new byte[conversations], new byte[conversations]);
        for (var i = 0; i < conversations; i++) states[i] = Conversation.Unborn("");
    }

    /// <summary>Called for every event on the record.</summary>
    public Action<int, SessionEvent> Appended { get; set; } = (_, _) => { };

    public int Conversations => states.Length;

    /// <summary>The number of live sessions that have an owner.</summary>
    public int Live { get; private set; }

    public int Waiting => waiting.Count;

    /// <summary>What was appended against the promises, in words; only the first of each kind.</summary>
    public Dictionary<string, int> Violations { get; } = new(StringComparer.Ordinal);

    public Conversation this[int conversation] => states[conversation];

    public int Version(int conversation) => versions[conversation];

    public int Requested(int conversation) => requested[conversation];

    public int Ended(int conversation) => ended[conversation];

    public IEnumerable<string> Owners => owned.Where(o => o.Value.Count > 0).Select(o => o.Key);

    public int OwnedCount(string worker) => owned.TryGetValue(worker, out var found) ? found.Count : 0;

    /// <summary>The sessions of a worker, in the order of their conversations.</summary>
    public IEnumerable<int> OwnedBy(string worker) => owned.TryGetValue(worker, out var found) ? found : [];

    /// <summary>The sessions that wait for a worker since a moment or longer, the longest first.</summary>
    public IEnumerable<int> Unclaimed(TimeSpan until) =>
        waiting.TakeWhile(session => session.Since <= until).Select(session => session.Conversation);

    /// <summary>Appends events if the conversation is still at the version for which they were decided.</summary>
    public bool TryAppend(int conversation, int version, IReadOnlyList<SessionEvent> events, TimeSpan now)
    {
        if (versions[conversation] != version) return false;
        foreach (var e in events) Append(conversation, e, now);
        return true;
    }

    void Append(int conversation, SessionEvent e, TimeSpan now)
    {
        var (before, after) = (states[conversation], states[conversation].After(e));
        versions[conversation]++;
        if (e is SessionRequested ? before.Live is not null : before.Live?.SessionId != e.SessionId) Broken("events outside their session");
        switch (e)
        {
            case SessionRequested:
                requested[conversation]++;
                since[conversation] = now;
                waiting.Add((now, conversation));
                break;
            case SessionClaimed claimed:
                if (claimed.Epoch != (before.Live?.Owner?.Epoch ?? 0) + 1) Broken("epochs out of order");
                Leave(conversation, before);
                if (!owned.TryGetValue(claimed.WorkerId, out var sessions)) owned[claimed.WorkerId] = sessions = [];
                sessions.Add(conversation);
                Live++;
                break;
            case SessionEnded:
                ended[conversation]++;
                if (ended[conversation] != requested[conversation]) Broken("sessions with two ends or none");
                if (after.Live is not null) Broken("sessions that live on after their end");
                Leave(conversation, before);
                break;
        }

        states[conversation] = after;
        Appended(conversation, e);
    }

    void Leave(int conversation, Conversation before)
    {
        waiting.Remove((since[conversation], conversation));
        if (before.Live?.Owner is not { } owner) return;
        if (!owned[owner.WorkerId].Remove(conversation)) Broken("sessions with two owners");
        if (owned[owner.WorkerId].Count == 0) owned.Remove(owner.WorkerId);
        Live--;
    }

    public void Broken(string what) => Violations[what] = Violations.GetValueOrDefault(what) + 1;
}
