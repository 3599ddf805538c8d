using System.Text.Json;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.Contract.Tests.Reference;

/// <summary>One event of each type, in the order in which docs/events.md shows them.</summary>
static class EventExamples
{
    static readonly Guid Session = new("019ac0de-0000-7000-8000-000000000001");
    const string Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static readonly DateTimeOffset At = new(2026, 11, 2, 9, 30, 0, TimeSpan.Zero);

    static readonly TokenUsage Tokens = new(Input: 210, Output: 64)
    {
        InputKinds = new TokenKinds(Text: 120, Audio: 90), Cached = 64, CachedKinds = new TokenKinds(Text: 64),
        OutputKinds = new TokenKinds(Text: 14, Audio: 50),
    };

    static readonly Cost Cost = new(0.006448m, "USD", "default-2026-11");

    public static readonly IReadOnlyList<ConversationEvent> All =
    [
        new SessionRequested(Session, new SessionOptions("gpt-realtime", "marin", "Be brief.", AtCap: AtCap.Renew, IdleSeconds: 300)
        {
            Session = new SessionObject(Json("""{"type":"realtime","audio":{"output":{"speed":1.1}}}""")),
        }) { Warnings = ["Model gpt-realtime ends on 2027-01-20. Use gpt-realtime-2.1."] },
        new SessionClaimed(Session, "worker-7", "http://10.0.0.7:8080", Epoch: 1),
        new SessionStarted(Session, "gpt-realtime", "marin", ConnectMilliseconds: 182),
        new UpstreamConfigured(Session, "sess_1", Json("""
            {"type":"realtime","tools":[{"type":"mcp","server_label":"docs"}],"audio":{"output":{"voice":"marin"}}}
            """), ["tools[0].headers"]),
        new TransportRenewed(Session, ItemsReplayed: 12, ["the audio of item_3, which has no transcript"]),
        new SessionResumed(Session, "worker-8", Epoch: 2, ItemsReplayed: 12, []),
        new EndRequested(Session),
        new SessionEnded(Session, EndReason.Error,
            new SessionError("transport_lost", "The connection to the model was lost.", ErrorOrigin.Transport, Retryable: true),
            CloseCode: null, CloseReason: null,
            new SessionTotals(AudioInMilliseconds: 61_000, AudioOutMilliseconds: 24_500, EventsRecorded: 31, Tokens: Tokens)
            {
                Transcription = new TranscriptionUsage("gpt-transcribe", Tokens: null, Seconds: 42.5m), Cost = Cost, Unpriced = 1,
            }, TotalsComplete: true),
        new TextSubmitted(Session, "order-17", "user", "Where is my order?"),
        new TextDelivered(Session, "order-17"),
        new SpeechStarted(Session, "item_2", AudioMilliseconds: 1_200),
        new SpeechStopped(Session, "item_2", AudioMilliseconds: 3_840),
        new TranscriptDelta(Session, "item_2", "user", "Where is"),
        new TranscriptCompleted(Session, "item_2", "user", "Where is my order?")
        {
            Usage = new TranscriptionUsage("gpt-transcribe", new TokenUsage(Input: 26, Output: 8), Seconds: null),
            Cost = Cost with { Amount = 0.000195m },
        },
        new SpeakerSegment(Session, "item_2", "seg_1", "A", "Where is my order?", StartMilliseconds: 0, EndMilliseconds: 2_640),
        new TranscriptionFailed(Session, "item_2", "audio_unintelligible", "The audio could not be transcribed."),
        new ItemAdded(Session, "item_3", Json("""
            {"id":"item_3","type":"message","status":"in_progress","role":"assistant","content":[]}
            """)) { PreviousItemId = "item_2" },
        new ItemDone(Session, "item_3", Json("""
            {"id":"item_3","type":"message","role":"assistant","content":[{"type":"output_audio","transcript":"It arrives today."}]}
            """)) { PreviousItemId = "item_2" },
        new ItemDeleted(Session, "item_3"),
        new ItemTruncated(Session, "item_3", AudioMilliseconds: 1_480),
        new InputTimedOut(Session, "item_4", StartMilliseconds: 12_000, EndMilliseconds: 18_000),
        new DtmfReceived(Session, "#", At),
        new ResponseStarted(Session, "resp_1"),
        new ResponseDone(Session, "resp_1", "cancelled", Tokens)
        {
            Details = new ResponseDetails("turn_detected", Code: null, Message: null), Model = "gpt-realtime", Cost = Cost,
        },
        new McpListChanged(Session, "item_5", "completed"),
        new McpCallChanged(Session, "item_6", "in_progress"),
        new HandoffRequested(Session, "call_1", "order_status", """{"order":17}"""),
        new HandoffAnswered(Session, "call_1", """{"arrives":"today"}""", Failure: null),
        new RateLimitsChanged(Session, [new RateLimit("tokens", Limit: 40_000, Remaining: 39_726, ResetSeconds: 0.4)]),
        new UpstreamWarned(Session, "unknown_parameter", "Unknown parameter: 'session.foo'. The session goes on without session.foo."),
        new ItemSubmitted(Session, "photo-1", Json("""
            {"id":"rti_1","type":"message","role":"user","content":[{"type":"input_image",
            "image_url":{"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","type":"image/png","bytes":48213}}]}
            """), "root", Respond: true) { Images = [new ItemImage(Digest, "image/png", 48_213)] },
        new ItemDeleteRequested(Session, "delete-1", "item_3"),
        new ItemRetrieveRequested(Session, "see-1", "item_3"),
        new ItemRetrieved(Session, "item_3", Json("""{"id":"item_3","type":"message","role":"assistant","content":[]}""")),
        new ResponseRequested(Session, "ask-1", Json("""{"conversation":"none","instructions":"Sum up the call."}""")),
        new ResponseCancelRequested(Session, "stop-1", "resp_1"),
        new InputClearRequested(Session, "clear-1"),
        new InputCommitRequested(Session, "commit-1"),
        new McpApprovalAnswered(Session, "mcp_approval:1", "mcpr_1", Approve: false, "The customer does not want it."),
        new CommandDelivered(Session, "photo-1"),
        new CommandRefused(Session, "photo-1", "image_lost", "The image was lost with its worker: send the item again."),
        new ContentMasked([new VersionRange(1, 41)], Digest),
    ];

    /// <summary>The event as clients read it.</summary>
    public static JsonElement Read(ConversationEvent e) => JsonSerializer.Deserialize<JsonElement>(Logged(e).Envelope.Span);

    public static LoggedEvent Logged(ConversationEvent e) => new("call-7", version: 7, sequence: 9, EventTypes.NameOf(e.GetType()), At,
        JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), EventTypes.Json));

    static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
