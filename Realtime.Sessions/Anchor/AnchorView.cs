using System.Collections.Immutable;

namespace Realtime.Sessions.Anchor;

/// <summary>An event with its place in the conversation and the time at which it was recorded.</summary>
public sealed record AnchorEvent(long Version, DateTimeOffset At, ConversationEvent Data);

/// <summary>
/// The notifications of a conversation as a pure function of its log, and the state between two events: so a reader may stop after any
/// version and go on later. A failed start is only an error. Closed comes once, and only after started; what is still being said is
/// completed before it.
/// </summary>
public sealed record AnchorView
{
    /// <summary>The protocol of the Realtime API over a WebSocket, as codex counts.</summary>
    const string Protocol = "v2";

    /// <summary>The view before the conversation's first event.</summary>
    public static AnchorView Of(ConversationKey conversation) => new(conversation);

    AnchorView(ConversationKey conversation) => Conversation = conversation;

    public ConversationKey Conversation { get; }

    /// <summary>The session that has started and not ended.</summary>
    public Guid? Active { get; private init; }

    /// <summary>What is being said, by the model's item; the oldest first.</summary>
    ImmutableList<(string Of, TranscriptSegment Said)> Open { get; init; } = [];

    /// <summary>The model's items of tool calls that are not handed off yet, by their call.</summary>
    ImmutableDictionary<string, string> Calls { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The view after this event. Its notifications are added to <paramref name="to"/>, in order.</summary>
    public AnchorView After(AnchorEvent e, ICollection<AnchorNotification> to)
    {
        if (e.Data is not SessionEvent { SessionId: var session }) return this;
        var says = new AnchorNotifications(Conversation.Name, session, to);
        switch (e.Data)
        {
            case SessionStarted:
                says.Started(Protocol);
                says.Boundary(new SessionStartedItem(IdOf(e), session));
                return this with { Active = session };
            case TranscriptDelta delta:
                says.Delta(delta);
                return Continue(delta, e, says);
            case TranscriptCompleted said:
                says.Done(said);
                return Complete(said, e, says);
            case TranscriptionFailed failed:
                return Stop(failed.ItemId, says);
            case ItemAdded added:
                says.Raw(added.Item);
                return Call(added.ItemId, added.Item);
            case SpeechStarted speech:
                says.Raw(AnchorRawItems.Speech(speech));
                return this;
            case ResponseDone { Status: "cancelled" } response:
                says.Raw(AnchorRawItems.Cancelled(response));
                return this;
            case HandoffRequested call:
                says.Raw(AnchorRawItems.Handoff(call, Calls.GetValueOrDefault(call.CallId)));
                return this with { Calls = Calls.Remove(call.CallId) };
            case SessionEnded ended:
                End(ended, e, says);
                return Of(Conversation);
            default:
                return this;
        }
    }

    AnchorView Continue(TranscriptDelta delta, AnchorEvent e, AnchorNotifications says)
    {
        var at = Find(delta.ItemId);
        var segment = at < 0 ? Begin(delta.SessionId, delta.Role, e, says) : Open[at].Said;
        says.ItemDelta(segment.Id, delta.Text);
        var open = (delta.ItemId, segment with { Text = segment.Text + delta.Text });
        return this with { Open = at < 0 ? Open.Add(open) : Open.SetItem(at, open) };
    }

    AnchorView Complete(TranscriptCompleted said, AnchorEvent e, AnchorNotifications says)
    {
        var at = Find(said.ItemId);
        var segment = at < 0 ? Begin(said.SessionId, said.Role, e, says) : Open[at].Said;
        says.Completed(segment with { Text = said.Text });
        return at < 0 ? this : this with { Open = Open.RemoveAt(at) };
    }

    /// <summary>The words so far are all that comes.</summary>
    AnchorView Stop(string itemId, AnchorNotifications says)
    {
        var at = Find(itemId);
        if (at < 0) return this;
        says.Completed(Open[at].Said);
        return this with { Open = Open.RemoveAt(at) };
    }

    TranscriptSegment Begin(Guid session, string role, AnchorEvent e, AnchorNotifications says)
    {
        var segment = new TranscriptSegment(IdOf(e), session, role, "");
        says.Begun(segment);
        return segment;
    }

    AnchorView Call(string itemId, System.Text.Json.JsonElement item) =>
        AnchorRawItems.CallOf(item) is { } call ? this with { Calls = Calls.SetItem(call, itemId) } : this;

    void End(SessionEnded ended, AnchorEvent e, AnchorNotifications says)
    {
        foreach (var (_, segment) in Open) says.Completed(segment);
        var hasStarted = Active == ended.SessionId;
        if (hasStarted) says.Boundary(new SessionClosedItem(IdOf(e), ended.SessionId, Outcome(ended.Reason)));
        if (ended.Reason is EndReason.Error or EndReason.StartFailed) says.Failed(ended);
        if (hasStarted) says.Closed(ended.Reason);
    }

    static string Outcome(EndReason reason) => reason is EndReason.Error or EndReason.StartFailed or EndReason.WorkerLost ? "failed" : "ended";

    int Find(string itemId) => Open.FindIndex(open => open.Of == itemId);

    Guid IdOf(AnchorEvent e) => AnchorItem.IdOf(Conversation, e);
}
