namespace Realtime.EventLog;

/// <summary>A conversation's log cannot be read past a place: an event is missing there, though the log says that there is one.</summary>
public sealed class DamagedConversationException(string conversation, long version)
    : Exception($"The log of conversation {conversation} is damaged: version {version} is missing.")
{
    public string Conversation { get; } = conversation;

    /// <summary>The first version that is missing.</summary>
    public long Version { get; } = version;

    /// <summary>Those of the events that follow each other without a gap from after a version on.</summary>
    /// <exception cref="DamagedConversationException">There are events, and the first of them is not the next.</exception>
    public static IReadOnlyList<LoggedEvent> Whole(string conversation, long after, IReadOnlyList<LoggedEvent> events)
    {
        if (events.Count == 0 || events[^1].Version == after + events.Count) return events;
        var whole = events.TakeWhile((e, i) => e.Version == after + 1 + i).ToList();
        return whole.Count > 0 ? whole : throw new DamagedConversationException(conversation, after + 1);
    }
}
