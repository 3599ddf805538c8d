using static Realtime.Sessions.Tests.Story;

namespace Realtime.Sessions.Tests;

public class AnchorNotificationsTests
{
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Upstream, Retryable: false);

    [Fact]
    public void A_failed_start_is_an_error_alone() =>
        Assert.Equal(["error(It broke.)"], View(Requested, Claimed, Over(EndReason.StartFailed, Broken)));

    [Fact]
    public void An_error_after_the_start_comes_right_before_its_closed() =>
        Assert.Equal(["started", "error(It broke.)", "closed(error)"], View(Requested, Claimed, Started, Over(EndReason.Error, Broken)));

    [Theory]
    [InlineData(EndReason.TransportClosed, "transport_closed")]
    [InlineData(EndReason.Requested, "requested")]
    [InlineData(EndReason.Replaced, "replaced")]
    [InlineData(EndReason.WorkerLost, "worker_lost")]
    [InlineData(EndReason.ServerShutdown, "server_shutdown")]
    [InlineData(EndReason.Expired, "expired")]
    [InlineData(EndReason.Idle, "idle")]
    [InlineData(EndReason.ClientGone, "client_gone")]
    public void Every_other_end_after_the_start_is_closed_with_its_reason(EndReason reason, string word) =>
        Assert.Equal(["started", $"closed({word})"], View(Requested, Claimed, Started, Over(reason)));

    [Fact]
    public void A_lost_worker_s_error_is_no_error_of_the_session() =>
        Assert.Equal(["started", "closed(worker_lost)"], View(Requested, Claimed, Started, Over(EndReason.WorkerLost, Errors.WorkerLost)));

    [Theory]
    [InlineData(EndReason.Requested)]
    [InlineData(EndReason.Replaced)]
    [InlineData(EndReason.WorkerLost)]
    [InlineData(EndReason.ServerShutdown)]
    public void What_never_started_never_closes(EndReason reason) => Assert.Empty(View(Requested, Claimed, Over(reason)));

    [Fact]
    public void Items_and_transcripts_come_in_order_between_started_and_closed() => Assert.Equal(
        ["started", "transcript", "item", "item", "closed(requested)"],
        View(Requested, Text, Claimed, Started, Delivered, new TranscriptDelta(Session, "a", "assistant", "so"), Call,
            new ItemDone(Session, "a", default), EndAsked, Ended));

    [Fact]
    public void Content_is_the_event_itself()
    {
        var said = new TranscriptCompleted(Session, "a", "assistant", "so it is");
        Assert.Same(said, AnchorNotifications.Of([Requested, Claimed, Started, said]).Last().Content);
    }

    [Fact]
    public void Each_session_of_a_conversation_has_its_own_notifications()
    {
        SessionEvent[] events = [Requested, Claimed, Started, Over(EndReason.Replaced), RequestedAgain,
            new SessionClaimed(Another, "w1", "http://w1", 1),
            new SessionEnded(Another, EndReason.StartFailed, Broken, null, null, SessionTotals.None, true)];
        Assert.Equal([("started", Session), ("closed", Session), ("error", Another)],
            AnchorNotifications.Of(events).Select(n => (n.Type, n.SessionId)));
    }

    static IEnumerable<string> View(params SessionEvent[] events) => AnchorNotifications.Of(events).Select(n => n switch
    {
        { Reason: { } reason } => $"{n.Type}({reason})",
        { Message: { } message } => $"{n.Type}({message})",
        _ => n.Type,
    });
}
