namespace Realtime.Sessions;

/// <summary>A notification that codex clients know: started, error, closed, an item or a transcript.</summary>
public sealed record AnchorNotification(string Type, Guid SessionId)
{
    public string? Reason { get; init; }
    public string? Message { get; init; }
    public SessionEvent? Content { get; init; }
}

/// <summary>
/// Renders the events of a conversation as such notifications. It is a pure function of the log. A failed start is only an error. Closed
/// comes once, and only after started. An error after the start comes directly before its closed.
/// </summary>
public static class AnchorNotifications
{
    public static IEnumerable<AnchorNotification> Of(IEnumerable<ConversationEvent> events)
    {
        var started = new HashSet<Guid>();
        foreach (var e in events.OfType<SessionEvent>())
        {
            if (e is SessionStarted) started.Add(e.SessionId);
            foreach (var notification in Of(e, started.Contains(e.SessionId))) yield return notification;
            if (e is SessionEnded) started.Remove(e.SessionId);
        }
    }

    /// <param name="started">Whether the event's session has started, before or with this event.</param>
    public static IEnumerable<AnchorNotification> Of(SessionEvent e, bool started)
    {
        switch (e)
        {
            case SessionStarted:
                yield return new AnchorNotification("started", e.SessionId);
                break;
            case SessionEnded ended:
                if (ended.Reason is EndReason.Error or EndReason.StartFailed)
                    yield return new AnchorNotification("error", e.SessionId) { Message = ended.Error?.Message };
                if (started)
                    yield return new AnchorNotification("closed", e.SessionId) { Reason = Word(ended.Reason) };
                break;
            case ItemAdded or ItemDone or HandoffRequested:
                yield return new AnchorNotification("item", e.SessionId) { Content = e };
                break;
            case TranscriptDelta or TranscriptCompleted:
                yield return new AnchorNotification("transcript", e.SessionId) { Content = e };
                break;
        }
    }

    /// <summary>The reason as it is stored and sent, for example transport_closed.</summary>
    static string Word(EndReason reason) => System.Text.Json.JsonSerializer.Serialize(reason).Trim('"');
}
