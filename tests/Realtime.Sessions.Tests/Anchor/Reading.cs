using Realtime.Sessions.Anchor;

namespace Realtime.Sessions.Tests.Anchor;

/// <summary>Reads the anchor's view of events that stand from version 1 on, one second after the other.</summary>
static class Reading
{
    static readonly DateTimeOffset Begun = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static List<AnchorNotification> Notifications(params IReadOnlyList<SessionEvent> events) => Read(events, cuts: []);

    /// <summary>Stops and goes on at these versions, with nothing but the view after the version.</summary>
    public static List<AnchorNotification> Read(IReadOnlyList<SessionEvent> events, IReadOnlyCollection<int> cuts)
    {
        var all = new List<AnchorNotification>();
        var from = 0;
        foreach (var to in cuts.Append(events.Count).Order())
        {
            var view = At(events, from);
            for (var at = from; at < to; at++) view = view.After(Placed(events, at), all);
            from = to;
        }

        return all;
    }

    /// <summary>The view after so many events, folded from the first.</summary>
    static AnchorView At(IReadOnlyList<SessionEvent> events, int version) => Enumerable.Range(0, version)
        .Aggregate(AnchorView.Of(Tenant.Default.Conversation("c")), (view, at) => view.After(Placed(events, at), []));

    static AnchorEvent Placed(IReadOnlyList<SessionEvent> events, int at) => new(at + 1, Begun.AddSeconds(at), events[at]);

    /// <summary>Each notification as its method and what it says.</summary>
    public static IEnumerable<string> View(params IReadOnlyList<SessionEvent> events) => Notifications(events)
        .Select(n => n.Method["thread/realtime/".Length..] + n.Params switch
        {
            DurableItem { Item: SessionStartedItem } => "(realtimeSessionStarted)",
            DurableItem { Item: SessionClosedItem closed } => $"(realtimeSessionClosed: {closed.Outcome})",
            DurableItem { Item: TranscriptSegment said } => $"(transcriptSegment: {said.Text})",
            ItemDelta delta => $"({delta.Delta})",
            RoleDelta delta => $"({delta.Role}: {delta.Delta})",
            RoleText said => $"({said.Role}: {said.Text})",
            SessionFailed failed => $"({failed.Message})",
            SessionClosed closed => $"({closed.Reason})",
            _ => "",
        });
}
