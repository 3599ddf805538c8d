using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.EventLog.Checking;

/// <summary>
/// Reads one conversation's events in order and says where they break a rule. Pure, and of constant size: it holds the fold and the
/// live session, not the events.
/// </summary>
public sealed class ConversationCheck(string conversation, Action<Finding> found)
{
    Conversation state = Conversation.Unborn(conversation);
    SessionCheck? live;
    Guid lastEnded;
    long lastTouched;
    bool unreadable;

    public long Events { get; private set; }
    public long Sessions { get; private set; }
    public long Version { get; private set; }
    public bool IsLive => live is not null;

    /// <param name="id">The event's id on record.</param>
    public void Next(LoggedEvent e, Guid id)
    {
        Events++;
        if (e.Version != Version + 1) Found(e.Version, Rules.Gapless, $"Version {e.Version} follows version {Version}.");
        Version = e.Version;
        if (Decode(e) is not { } data) return;

        if (!EventIds.MayBe(data, id))
            Found(e.Version, Rules.EventId, $"{e.Type} has the id {id}, but what it says makes it {EventIds.Fixed(data)}.");
        if (data is SessionEvent of) OfSession(of, e);
        var evolved = state.After(data);
        if (!ReferenceEquals(evolved, state)) lastTouched = e.Version;
        state = evolved;
    }

    /// <summary>All events were read: does the rest of the record agree?</summary>
    /// <param name="streamVersion">The version that the stream's row names; null where the stream has none.</param>
    /// <param name="document">The conversation's document, JSON; null where it has none.</param>
    public void Finish(long? streamVersion, ReadOnlyMemory<byte>? document)
    {
        if (streamVersion is null) Found(0, Rules.StreamVersion, $"There are events up to version {Version}, but no stream.");
        else if (streamVersion != Version) Found(0, Rules.StreamVersion, $"The stream says version {streamVersion}; its last event has {Version}.");
        // What could not be read is missing in the fold: comparing would only repeat that.
        if (!unreadable && Projected.Difference(lastTouched == 0 ? null : state, document) is { } difference)
            Found(0, Rules.Projection, difference);
    }

    void OfSession(SessionEvent e, LoggedEvent logged)
    {
        switch (e)
        {
            case SessionRequested:
                Sessions++;
                if (live is not null) Found(logged.Version, Rules.OneLive, $"Session {e.SessionId} is requested while session {live.Id} has not ended.");
                live = new SessionCheck(e.SessionId);
                return;
            case SessionEnded when live?.Id == e.SessionId:
                live = null;
                lastEnded = e.SessionId;
                return;
            case SessionEnded when lastEnded == e.SessionId:
                Found(logged.Version, Rules.OneEnd, $"Session {e.SessionId} ends a second time.");
                return;
        }

        if (live?.Id != e.SessionId) Found(logged.Version, Rules.WithinLife, $"{logged.Type} is of session {e.SessionId}, which is not live here.");
        else if (live.Next(e, logged.Type) is var (rule, sentence)) Found(logged.Version, rule, sentence);
    }

    ConversationEvent? Decode(LoggedEvent e)
    {
        try
        {
            return e.Decode();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            unreadable = true;
            Found(e.Version, Rules.Readable, $"{e.Type} cannot be read: {broken.Message}");
            return null;
        }
    }

    void Found(long version, string rule, string sentence) => found(new Finding(conversation, version, rule, sentence));
}
