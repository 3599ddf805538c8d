using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Reads those of the provider's messages that need more than one line. A missing field that an event needs is an exception.</summary>
static class ServerMessages
{
    /// <summary>9999-12-31, in seconds since 1970.</summary>
    const long LastSecond = 253_402_300_799;

    public static UpstreamMessage Record(SessionEvent e) => new UpstreamMessage.Recorded(e);

    public static UpstreamMessage Added(UpstreamReader reader, JsonElement m) => Item(m,
        (id, item) => new ItemAdded(reader.Session, id, item) { PreviousItemId = m.Text("previous_item_id") });

    public static UpstreamMessage Done(UpstreamReader reader, JsonElement m) => Item(m,
        (id, item) => new ItemDone(reader.Session, id, item) { PreviousItemId = m.Text("previous_item_id") });

    static UpstreamMessage Item(JsonElement m, Func<string, JsonElement, SessionEvent> e)
    {
        var item = m.GetProperty("item");
        var recorded = e(item.Required("id"), Items.WithoutMedia(item));
        return item.Text("type") is "function_call_output" && item.Text("call_id") is { } call
            ? new UpstreamMessage.CallAnswered(recorded, call, item.Text("output") ?? "")
            : Record(recorded);
    }

    public static UpstreamMessage Retrieved(UpstreamReader reader, JsonElement m)
    {
        var item = m.GetProperty("item");
        return new UpstreamMessage.Retrieved(new ItemRetrieved(reader.Session, item.Required("id"), Items.WithoutMedia(item)));
    }

    /// <summary>The provider may leave the words out.</summary>
    public static UpstreamMessage UserDelta(UpstreamReader reader, JsonElement m) => m.Text("delta") is { } words
        ? Record(new TranscriptDelta(reader.Session, m.Required("item_id"), "user", words))
        : UpstreamMessage.Passed.Instance;

    public static UpstreamMessage UserSaid(UpstreamReader reader, JsonElement m) =>
        Record(new TranscriptCompleted(reader.Session, m.Required("item_id"), "user", m.Required("transcript"))
            { Usage = Usage.Transcription(m, reader.TranscriptionModel) });

    public static UpstreamMessage Segment(UpstreamReader reader, JsonElement m) => Record(new SpeakerSegment(
        reader.Session, m.Required("item_id"), m.Text("id") ?? "", m.Text("speaker"), m.Text("text") ?? "",
        Milliseconds(m, "start"), Milliseconds(m, "end")));

    public static UpstreamMessage NotTranscribed(UpstreamReader reader, JsonElement m)
    {
        var (code, message) = UpstreamErrors.Described(m);
        return Record(new TranscriptionFailed(reader.Session, m.Required("item_id"), code, message));
    }

    public static UpstreamMessage Dtmf(UpstreamReader reader, JsonElement m) => Record(new DtmfReceived(
        reader.Session, m.Text("event") ?? m.Whole("event")?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ?? throw new KeyNotFoundException("event"), Time(m, "received_at")));

    public static UpstreamMessage ModelDelta(UpstreamReader reader, JsonElement m) =>
        Record(new TranscriptDelta(reader.Session, m.Required("item_id"), "assistant", m.Required("delta")));

    public static UpstreamMessage ModelSaid(UpstreamReader reader, JsonElement m, string words) =>
        Record(new TranscriptCompleted(reader.Session, m.Required("item_id"), "assistant", m.Required(words)));

    public static UpstreamMessage Call(UpstreamReader reader, JsonElement m) =>
        ResponseMessages.Call(m) is { } call ? new UpstreamMessage.CallsTool(call) : UpstreamMessage.Passed.Instance;

    public static UpstreamMessage McpList(UpstreamReader reader, JsonElement m, string status) =>
        Record(new McpListChanged(reader.Session, m.Required("item_id"), status));

    public static UpstreamMessage McpCall(UpstreamReader reader, JsonElement m, string status) =>
        Record(new McpCallChanged(reader.Session, m.Required("item_id"), status));

    public static UpstreamMessage Limits(UpstreamReader reader, JsonElement m) => Record(new RateLimitsChanged(reader.Session,
        [.. m.Parts("rate_limits").Select(limit => new RateLimit(
            limit.Text("name"), limit.Whole("limit"), limit.Whole("remaining"), limit.Fraction("reset_seconds")))]));

    /// <summary>A time in seconds since 1970; null if there is none.</summary>
    public static DateTimeOffset? Time(JsonElement m, string name) =>
        m.Whole(name) is > 0 and <= LastSecond and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The provider counts a segment in seconds.</summary>
    static long? Milliseconds(JsonElement m, string name) =>
        m.Fraction(name) is { } seconds && Math.Abs(seconds) < LastSecond ? (long)Math.Round(seconds * 1_000) : null;
}
