using System.Text.Json;
using Realtime.Sessions.Anchor;
using static Realtime.Sessions.Tests.Anchor.Reading;
using static Realtime.Sessions.Tests.Story;

namespace Realtime.Sessions.Tests.Anchor;

public class AnchorViewTests
{
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Upstream, Retryable: false);
    static readonly string[] Begins = ["started", "item/started(realtimeSessionStarted)", "item/completed(realtimeSessionStarted)"];

    [Fact]
    public void A_failed_start_is_an_error_alone() =>
        Assert.Equal(["error(It broke.)"], View(Requested, Claimed, Over(EndReason.StartFailed, Broken)));

    [Fact]
    public void An_error_after_the_start_comes_right_before_its_closed() => Assert.Equal(
        [.. Begins, .. Closes("failed"), "error(It broke.)", "closed(error)"],
        View(Requested, Claimed, Started, Over(EndReason.Error, Broken)));

    [Theory]
    [InlineData(EndReason.TransportClosed, "transport_closed", "ended")]
    [InlineData(EndReason.Requested, "requested", "ended")]
    [InlineData(EndReason.Replaced, "replaced", "ended")]
    [InlineData(EndReason.WorkerLost, "worker_lost", "failed")]
    [InlineData(EndReason.ServerShutdown, "server_shutdown", "ended")]
    [InlineData(EndReason.Expired, "expired", "ended")]
    [InlineData(EndReason.Idle, "idle", "ended")]
    [InlineData(EndReason.ClientGone, "client_gone", "ended")]
    [InlineData(EndReason.BudgetExhausted, "budget_exhausted", "ended")]
    public void Every_other_end_after_the_start_is_closed_with_its_reason(EndReason reason, string word, string outcome) =>
        Assert.Equal([.. Begins, .. Closes(outcome), $"closed({word})"], View(Requested, Claimed, Started, Over(reason)));

    [Fact]
    public void A_lost_worker_s_error_is_no_error_of_the_session() => Assert.Equal(
        [.. Begins, .. Closes("failed"), "closed(worker_lost)"],
        View(Requested, Claimed, Started, Over(EndReason.WorkerLost, Errors.WorkerLost)));

    [Theory]
    [InlineData(EndReason.Requested)]
    [InlineData(EndReason.Replaced)]
    [InlineData(EndReason.WorkerLost)]
    [InlineData(EndReason.ServerShutdown)]
    public void What_never_started_never_closes(EndReason reason) => Assert.Empty(View(Requested, Claimed, Over(reason)));

    [Fact]
    public void What_is_said_is_a_segment_and_beside_it_deltas_and_a_done() => Assert.Equal(
        [
            "transcript/delta(assistant: so)", "item/started(transcriptSegment: )", "item/transcript/delta(so)",
            "transcript/delta(assistant:  it)", "item/transcript/delta( it)",
            "transcript/done(assistant: So it.)", "item/completed(transcriptSegment: So it.)",
        ],
        Talk(new TranscriptDelta(Session, "a", "assistant", "so"), new TranscriptDelta(Session, "a", "assistant", " it"),
            new TranscriptCompleted(Session, "a", "assistant", "So it.")));

    [Fact]
    public void A_transcript_without_deltas_is_a_segment_too() => Assert.Equal(
        ["transcript/done(user: Hello.)", "item/started(transcriptSegment: )", "item/completed(transcriptSegment: Hello.)"],
        Talk(new TranscriptCompleted(Session, "a", "user", "Hello.")));

    [Fact]
    public void What_is_still_being_said_at_the_end_is_completed_before_it() => Assert.Equal(
        ["item/completed(transcriptSegment: so)", "item/completed(transcriptSegment: well)", .. Closes("ended"), "closed(requested)"],
        View(Requested, Claimed, Started, new TranscriptDelta(Session, "a", "assistant", "so"),
            new TranscriptDelta(Session, "b", "user", "well"), Ended).TakeLast(5));

    [Fact]
    public void The_parts_of_one_item_are_segments_of_their_own()
    {
        var items = Notifications(Requested, Claimed, Started, new TranscriptCompleted(Session, "a", "assistant", "one"),
            new TranscriptDelta(Session, "a", "assistant", "t"), new TranscriptCompleted(Session, "a", "assistant", "two"), Ended)
            .Where(n => n.Method == AnchorMethods.ItemCompleted).Select(n => ((DurableItem)n.Params).Item.Id).ToList();
        Assert.Equal(4, items.Distinct().Count());
        Assert.All(items, id => Assert.Equal(7, id.Version));
    }

    [Fact]
    public void A_tool_call_is_a_handoff_of_its_item() => Assert.Equal(
        """{"type":"handoff_request","handoff_id":"c1","item_id":"fc","name":"weather","input_transcript":"{}"}""",
        Raw(new ItemAdded(Session, "fc", Json("""{"id":"fc","type":"function_call","call_id":"c1"}""")), Call).Last());

    [Fact]
    public void A_tool_call_without_an_item_is_a_handoff_too() => Assert.Equal(
        ["""{"type":"handoff_request","handoff_id":"c1","name":"weather","input_transcript":"{}"}"""], Raw(Call));

    [Fact]
    public void The_model_s_items_pass_as_they_came_and_speech_and_cancelled_answers_are_items() => Assert.Equal(
        [
            """{"id":"a","type":"message","any":[1.0]}""", """{"type":"input_audio_buffer.speech_started","item_id":"b"}""",
            """{"type":"response.cancelled","response_id":"r"}""",
        ],
        Raw(new ItemAdded(Session, "a", Json("""{"id":"a","type":"message","any":[1.0]}""")), new SpeechStarted(Session, "b", 1),
            new ResponseDone(Session, "r", "cancelled", TokenUsage.None), new ResponseDone(Session, "r2", "completed", TokenUsage.None)));

    [Fact]
    public void Each_session_of_a_conversation_has_its_own_notifications()
    {
        var read = Notifications(Requested, Claimed, Started, Over(EndReason.Replaced), RequestedAgain,
            new SessionClaimed(Another, "w1", "http://w1", 1),
            new SessionEnded(Another, EndReason.StartFailed, Broken, null, null, SessionTotals.None, true));
        Assert.Equal([Session, Another], read.Select(n => n.Params.RealtimeSessionId).Distinct());
        Assert.Equal([AnchorMethods.Error], read.Where(n => n.Params.RealtimeSessionId == Another).Select(n => n.Method));
    }

    [Fact]
    public void It_is_the_JSON_that_codex_clients_know()
    {
        var closing = Notifications(Requested, Claimed, Started, Ended)[^2];
        Assert.Equal(
            $$$"""{"method":"thread/realtime/item/completed","params":{"item":{"type":"realtimeSessionClosed","outcome":"ended","id":"{{{((DurableItem)closing.Params).Item.Id}}}","realtimeSessionId":"{{{Session}}}"},"threadId":"c","realtimeSessionId":"{{{Session}}}"}}""",
            JsonSerializer.Serialize(closing, JsonSerializerOptions.Web));
    }

    [Fact]
    public void There_are_eleven_methods() => Assert.Equal(11, AnchorMethods.All.Distinct().Count());

    static string[] Closes(string outcome) =>
        [$"item/started(realtimeSessionClosed: {outcome})", $"item/completed(realtimeSessionClosed: {outcome})"];

    static IEnumerable<string> Talk(params SessionEvent[] said) => View([Requested, Claimed, Started, .. said]).Skip(Begins.Length);

    static IEnumerable<string> Raw(params SessionEvent[] said) => Notifications([Requested, Claimed, Started, .. said])
        .Select(n => n.Params).OfType<RawItem>().Select(p => p.Item.GetRawText());

    static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
