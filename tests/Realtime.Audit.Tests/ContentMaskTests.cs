using System.Text.Json;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Audit.Tests;

public sealed class ContentMaskTests
{
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly JsonElement Item = JsonSerializer.SerializeToElement(new { id = "i", type = "message", role = "user",
        content = new[] { new { text = SecretTalk.Secret } } });

    static readonly ConversationEvent[] Speaking =
    [
        new SessionRequested(Session, new SessionOptions("m", Instructions: SecretTalk.Secret)),
        new UpstreamConfigured(Session, "u", JsonSerializer.SerializeToElement(new { instructions = SecretTalk.Secret })),
        new TextSubmitted(Session, "i", "user", SecretTalk.Secret),
        new TranscriptDelta(Session, "i", "user", SecretTalk.Secret),
        new TranscriptCompleted(Session, "i", "user", SecretTalk.Secret),
        new SpeakerSegment(Session, "i", "s", SecretTalk.Secret, SecretTalk.Secret, 0, 900),
        new TranscriptionFailed(Session, "i", "audio_unintelligible", SecretTalk.Secret),
        new DtmfReceived(Session, SecretTalk.Secret, null),
        new ResponseDone(Session, "r", "failed", null) { Details = new ResponseDetails(null, "code", SecretTalk.Secret) },
        new ItemAdded(Session, "i", Item),
        new ItemDone(Session, "i", Item),
        new HandoffRequested(Session, "c", "tool", SecretTalk.Secret),
        new HandoffAnswered(Session, "c", SecretTalk.Secret, SecretTalk.Secret),
        new UpstreamWarned(Session, "code", SecretTalk.Secret),
        new ItemSubmitted(Session, "i", Item, PreviousItemId: null, Respond: true),
        new ItemRetrieved(Session, "i", Item),
        new ResponseRequested(Session, "i", JsonSerializer.SerializeToElement(new { instructions = SecretTalk.Secret })),
        new McpApprovalAnswered(Session, "i", "r", Approve: false, SecretTalk.Secret),
        new CommandRefused(Session, "i", "code", SecretTalk.Secret),
    ];

    /// <summary>The event types without content.</summary>
    static readonly string[] Silent =
    [
        "SessionClaimed", "SessionStarted", "TextDelivered", "SpeechStarted", "SpeechStopped", "ItemDeleted", "ItemTruncated",
        "ResponseStarted", "McpListChanged", "McpCallChanged", "InputTimedOut", "RateLimitsChanged",
        "ItemDeleteRequested", "ItemRetrieveRequested", "ResponseCancelRequested", "InputClearRequested", "InputCommitRequested",
        "CommandDelivered", "EndRequested", "TransportRenewed", "SessionResumed", "SessionEnded", "ContentMasked",
    ];

    [Fact]
    public void A_mask_leaves_no_content_and_masking_again_changes_nothing() => Assert.All(Speaking, e =>
    {
        Assert.Contains(SecretTalk.Secret, Json(e));
        var masked = ContentMask.Of(e);
        Assert.DoesNotContain(SecretTalk.Secret, Json(masked));
        Assert.Equal(Json(masked), Json(ContentMask.Of(masked)));
    });

    [Fact]
    public void A_masked_item_keeps_its_id_type_and_role() =>
        Assert.Equal("""{"id":"i","type":"message","role":"user"}""",
            ((ItemDone)ContentMask.Of(new ItemDone(Session, "i", Item))).Item.ToString());

    [Fact]
    public void A_masked_answer_to_an_approval_still_says_what_was_decided()
    {
        var answer = JsonSerializer.SerializeToElement(new { type = "mcp_approval_response", approval_request_id = "a", approve = false,
            reason = SecretTalk.Secret });
        Assert.Equal("""{"type":"mcp_approval_response","approval_request_id":"a","approve":false}""",
            ((ItemDone)ContentMask.Of(new ItemDone(Session, "i", answer))).Item.ToString());
    }

    [Fact]
    public void A_missing_text_stays_missing()
    {
        var requested = new SessionRequested(Session, new SessionOptions("m"));
        Assert.Same(requested, ContentMask.Of(requested));
        Assert.Null(((HandoffAnswered)ContentMask.Of(new HandoffAnswered(Session, "c", null, "gone"))).Output);
    }

    [Fact]
    public void Every_event_type_is_listed_as_with_or_without_content() =>
        Assert.Empty(EventTypes.All.Select(t => t.Name).Except(Silent).Except(Speaking.Select(e => e.GetType().Name)));

    [Theory]
    [InlineData(new long[] { }, "")]
    [InlineData(new long[] { 4 }, "4-4")]
    [InlineData(new long[] { 1, 2, 3, 7, 9, 10 }, "1-3 7-7 9-10")]
    public void Versions_are_written_as_the_fewest_ranges(long[] versions, string ranges) =>
        Assert.Equal(ranges, string.Join(' ', VersionRange.Of(versions).Select(r => $"{r.From}-{r.To}")));

    static string Json(ConversationEvent e) => JsonSerializer.Serialize<object>(e, EventTypes.Json);
}
