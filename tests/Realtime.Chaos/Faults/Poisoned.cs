using System.Collections.Concurrent;

namespace Realtime.Chaos.Faults;

/// <summary>The sessions that the run poisoned. Only these may end because of it.</summary>
sealed class Poisoned
{
    readonly ConcurrentDictionary<Guid, string> sessions = new();
    readonly ConcurrentDictionary<string, bool> unreadable = new(StringComparer.Ordinal);

    public int Count => sessions.Count;

    public void Add(Guid session, string with) => sessions.TryAdd(session, with);

    /// <summary>From now on the conversation may have an event that this version cannot read.</summary>
    public void MakeUnreadable(string conversation) => unreadable.TryAdd(conversation, true);

    public bool Has(Guid session) => sessions.ContainsKey(session);

    public bool IsUnreadable(string conversation) => unreadable.ContainsKey(conversation);
}
