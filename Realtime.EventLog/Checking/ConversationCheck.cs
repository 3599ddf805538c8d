using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.EventLog.Checking;

/// <summary>
/// Takes the events of one conversation in order and reports where they break a rule. It is pure and has a constant size: it keeps the fold
/// and the live session, not the events.
/// </summary>
public sealed class ConversationCheck(string conversation, Action<Finding> found)
{
    readonly Tenant tenant = ConversationKey.Parse(conversation).Tenant;
    Conversation state = Conversation.Unborn(conversation);
    SessionCheck? live;
    Guid lastEnded;
    long lastTouched;
    bool unreadable;

    public long Events { get; private set; }
    public long Sessions { get; private set; }
    public long Version { get; private set; }
    public bool IsLive => live is not null;

    /// <param name="id">The event's id in the log.</param>
    public void Next(LoggedEvent e, Guid id)
    {
        Events++;
        if (e.Version != Version + 1) Found(e.Version, Rules.Gapless, $"Version {e.Version} follows version {Version}.");
        Version = e.Version;
        if (Decode(e) is not { } data) return;

        if (!EventIds.MayBe(tenant, data, id))
            Found(e.Version, Rules.EventId, $"{e.Type} has the id {id}, but its content requires {EventIds.Fixed(tenant, data)}.");
        if (data is SessionEvent of) OfSession(of, e);
        var evolved = state.After(data);
        if (!ReferenceEquals(evolved, state)) lastTouched = e.Version;
        state = evolved;
    }

    /// <summary>Call it after all events: checks whether the stream's row and the document agree with them.</summary>
    /// <param name="streamVersion">The version in the stream's row; null if there is no row.</param>
    /// <param name="document">The conversation's document as JSON; null if there is none.</param>
    public void Finish(long? streamVersion, ReadOnlyMemory<byte>? document)
    {
        if (streamVersion is null) Found(0, Rules.StreamVersion, $"There are events up to version {Version}, but the stream has no row.");
        else if (streamVersion != Version)
            Found(0, Rules.StreamVersion, $"The stream's row has version {streamVersion}, but the last event has {Version}.");
        // The fold lacks events that could not be read, so a comparison would only report them again.
        if (!unreadable && Projected.Difference(lastTouched == 0 ? null : state, document) is { } difference)
            Found(0, Rules.Projection, difference);
    }

    void OfSession(SessionEvent e, LoggedEvent logged)
    {
        switch (e)
        {
            case SessionRequested:
                Sessions++;
                if (live is not null)
                    Found(logged.Version, Rules.OneLive, $"Session {e.SessionId} is requested while session {live.Id} has not ended.");
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

        if (live?.Id != e.SessionId)
            Found(logged.Version, Rules.WithinLife, $"{logged.Type} belongs to session {e.SessionId}, which is not live here.");
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
