using System.Text.Json;

namespace Realtime.Sessions.Anchor;

/// <summary>Writes the notifications of one session.</summary>
sealed class AnchorNotifications(string thread, Guid session, ICollection<AnchorNotification> to)
{
    public void Started(string protocol) => Say(AnchorMethods.Started, new SessionOpened(thread, session, protocol));

    /// <summary>An item without a duration: it is completed as soon as it starts.</summary>
    public void Boundary(AnchorItem item)
    {
        Begun(item);
        Completed(item);
    }

    public void Begun(AnchorItem item) => Say(AnchorMethods.ItemStarted, new DurableItem(thread, session, item));

    public void ItemDelta(Guid id, string delta) => Say(AnchorMethods.ItemTranscriptDelta, new ItemDelta(thread, session, id, delta));

    public void Completed(AnchorItem item) => Say(AnchorMethods.ItemCompleted, new DurableItem(thread, session, item));

    public void Delta(TranscriptDelta delta) =>
        Say(AnchorMethods.TranscriptDelta, new RoleDelta(thread, session, delta.Role, delta.Text));

    public void Done(TranscriptCompleted said) => Say(AnchorMethods.TranscriptDone, new RoleText(thread, session, said.Role, said.Text));

    public void Raw(JsonElement item) => Say(AnchorMethods.ItemAdded, new RawItem(thread, session, item));

    public void Failed(SessionEnded ended) =>
        Say(AnchorMethods.Error, new SessionFailed(thread, session, ended.Error?.Message ?? ended.Reason.Word()));

    public void Closed(EndReason reason) => Say(AnchorMethods.Closed, new SessionClosed(thread, session, reason.Word()));

    void Say(string method, AnchorParams parameters) => to.Add(new AnchorNotification(method, parameters));
}
