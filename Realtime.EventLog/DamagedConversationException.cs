using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// The log of a conversation cannot be read past a version: the event is missing, although the log says that there is one.
/// </summary>
public sealed class DamagedConversationException(ConversationKey conversation, long version)
    : Exception($"The log of conversation {conversation.Name} is damaged: version {version} is missing.")
{
    public ConversationKey Conversation { get; } = conversation;

    /// <summary>The first missing version.</summary>
    public long Version { get; } = version;

    /// <summary>The events up to the first gap, starting after a version.</summary>
    /// <exception cref="DamagedConversationException">There are events, but the first of them is not the next version.</exception>
    public static IReadOnlyList<LoggedEvent> Whole(ConversationKey conversation, long after, IReadOnlyList<LoggedEvent> events)
    {
        if (events.Count == 0 || events[^1].Version == after + events.Count) return events;
        var whole = events.TakeWhile((e, i) => e.Version == after + 1 + i).ToList();
        return whole.Count > 0 ? whole : throw new DamagedConversationException(conversation, after + 1);
    }
}
