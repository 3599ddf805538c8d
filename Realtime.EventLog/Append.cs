using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>The events to append to one conversation, decided on its state at a version.</summary>
/// <param name="Expected">The version on which they were decided; 0 for a new conversation.</param>
/// <param name="After">The conversation's state after them.</param>
/// <param name="IdOf">The ids of the events; see <see cref="EventIds"/>.</param>
public sealed record Append(ConversationKey Conversation, long Expected, IReadOnlyList<SessionEvent> Events, Conversation After,
    Func<SessionEvent, Guid> IdOf)
{
    /// <summary>The version of the last event.</summary>
    public long Version => Expected + Events.Count;

    /// <summary>The document after them as JSON; null if none of them changes it, as is the case for transcripts.</summary>
    internal byte[]? Document() =>
        Events.Any(e => ChangesDocument.Contains(e.GetType())) ? LogJson.Write(After with { Version = (int)Version }) : null;

    static readonly HashSet<Type> ChangesDocument = [.. Sessions.Conversation.ChangedBy];
}
