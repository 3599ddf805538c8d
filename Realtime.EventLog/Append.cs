using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>Events for one conversation, decided on its state at a version.</summary>
/// <param name="Conversation">The stream's key.</param>
/// <param name="Expected">The version that they were decided on; 0 for a conversation that is not there yet.</param>
/// <param name="After">The conversation's state after them.</param>
/// <param name="IdOf">The ids that they get; see <see cref="EventIds"/>.</param>
public sealed record Append(string Conversation, long Expected, IReadOnlyList<SessionEvent> Events, Conversation After, Func<SessionEvent, Guid> IdOf)
{
    /// <summary>The version of the last of them.</summary>
    public long Version => Expected + Events.Count;

    /// <summary>The document after them as JSON; null where none of them changes it, as transcripts do not.</summary>
    internal byte[]? Document() => Events.Any(e => ChangesDocument.Contains(e.GetType())) ? LogJson.Write(After with { Version = (int)Version }) : null;

    static readonly HashSet<Type> ChangesDocument = [.. Sessions.Conversation.ChangedBy];
}
