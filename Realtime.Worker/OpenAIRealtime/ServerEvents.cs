using System.Collections.Frozen;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using static Realtime.Worker.OpenAIRealtime.ServerMessages;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// All events of the provider, and what becomes of each. A type that is not here is ignored and counted; live sockets get it nevertheless.
/// </summary>
static class ServerEvents
{
    public static readonly IReadOnlyList<EventFate> All =
    [
        new("error", Fate.Recorded, "`upstream_warned`; a fatal one is in `session_ended`", (r, m) => UpstreamErrors.Read(m, r.Ids)),
        new("session.created", Fate.Passed, "its limit, model and audio formats count", (r, m) => r.Created(m)),
        new("session.updated", Fate.Recorded, "`upstream_configured`, if the configuration has changed", (r, m) => r.Updated(m)),
        Passed("conversation.created", "nothing"),
        new("conversation.item.added", Fate.Recorded, "`item_added`", Added),
        new("conversation.item.created", Fate.Recorded, "`item_added`: the former name of `conversation.item.added`", Added),
        new("conversation.item.done", Fate.Recorded, "`item_done`", Done),
        new("conversation.item.retrieved", Fate.Recorded, "`item_retrieved`, if a client asked for the item over HTTP", Retrieved),
        new("conversation.item.truncated", Fate.Recorded, "`item_truncated`",
            (r, m) => Record(new ItemTruncated(r.Session, m.Required("item_id"), m.Number("audio_end_ms")))),
        new("conversation.item.deleted", Fate.Recorded, "`item_deleted`",
            (r, m) => Record(new ItemDeleted(r.Session, m.Required("item_id")))),

        new("conversation.item.input_audio_transcription.delta", Fate.Recorded, "`transcript_delta`, unless it has no words", UserDelta),
        new("conversation.item.input_audio_transcription.completed", Fate.Recorded, "`transcript_completed`, with usage and cost", UserSaid),
        new("conversation.item.input_audio_transcription.segment", Fate.Recorded, "`speaker_segment`, with its speaker", Segment),
        new("conversation.item.input_audio_transcription.failed", Fate.Recorded, "`transcription_failed`", NotTranscribed),

        Passed("input_audio_buffer.committed", "the item that follows has the same place"),
        Passed("input_audio_buffer.cleared", "nothing"),
        new("input_audio_buffer.speech_started", Fate.Recorded, "`speech_started`",
            (r, m) => Record(new SpeechStarted(r.Session, m.Text("item_id"), m.Number("audio_start_ms")))),
        new("input_audio_buffer.speech_stopped", Fate.Recorded, "`speech_stopped`",
            (r, m) => Record(new SpeechStopped(r.Session, m.Text("item_id"), m.Number("audio_end_ms")))),
        new("input_audio_buffer.timeout_triggered", Fate.Recorded, "`input_timed_out`",
            (r, m) => Record(new InputTimedOut(r.Session, m.Text("item_id"), m.Whole("audio_start_ms"), m.Whole("audio_end_ms")))),
        new("input_audio_buffer.dtmf_event_received", Fate.Recorded, "`dtmf_received`", Dtmf),
        Passed("output_audio_buffer.started", "nothing; only for WebRTC and SIP"),
        Passed("output_audio_buffer.stopped", "nothing; only for WebRTC and SIP"),
        Passed("output_audio_buffer.cleared", "nothing; only for WebRTC and SIP"),

        new("response.created", Fate.Recorded, "`response_started`", (_, m) => ResponseMessages.Began(m.GetProperty("response"))),
        new("response.done", Fate.Recorded, "`response_done`, with status, reason, usage and cost",
            (r, m) => ResponseMessages.Over(m.Part("response") ?? m, status: null, r.Model)),
        Passed("response.output_item.added", "the item itself is recorded"),
        new("response.output_item.done", Fate.Recorded, "`handoff_requested` for a function call, once its response is done", Call),
        Passed("response.content_part.added", "the item itself is recorded"),
        Passed("response.content_part.done", "the item itself is recorded"),
        new("response.output_text.delta", Fate.Recorded, "`transcript_delta`", ModelDelta) { Former = "response.text.delta" },
        new("response.output_text.done", Fate.Recorded, "`transcript_completed`", (r, m) => ModelSaid(r, m, "text"))
            { Former = "response.text.done" },
        Passed("response.output_audio.delta", "its length counts in the totals, and says what can have been heard", "response.audio.delta"),
        Passed("response.output_audio.done", "nothing", "response.audio.done"),
        new("response.output_audio_transcript.delta", Fate.Recorded, "`transcript_delta`", ModelDelta)
            { Former = "response.audio_transcript.delta" },
        new("response.output_audio_transcript.done", Fate.Recorded, "`transcript_completed`", (r, m) => ModelSaid(r, m, "transcript"))
            { Former = "response.audio_transcript.done" },
        Passed("response.function_call_arguments.delta", "the whole arguments follow"),
        new("response.function_call_arguments.done", Fate.Recorded, "`handoff_requested`, once its response is done", Call),

        new("mcp_list_tools.in_progress", Fate.Recorded, "`mcp_list_changed`", (r, m) => McpList(r, m, "in_progress")),
        new("mcp_list_tools.completed", Fate.Recorded, "`mcp_list_changed`; the tools are in `item_done`", (r, m) => McpList(r, m, "completed")),
        new("mcp_list_tools.failed", Fate.Recorded, "`mcp_list_changed`", (r, m) => McpList(r, m, "failed")),
        Passed("response.mcp_call_arguments.delta", "the whole arguments are in `item_done`"),
        Passed("response.mcp_call_arguments.done", "the arguments are in `item_done`"),
        new("response.mcp_call.in_progress", Fate.Recorded, "`mcp_call_changed`", (r, m) => McpCall(r, m, "in_progress")),
        new("response.mcp_call.completed", Fate.Recorded, "`mcp_call_changed`; the output is in `item_done`", (r, m) => McpCall(r, m, "completed")),
        new("response.mcp_call.failed", Fate.Recorded, "`mcp_call_changed`; the error is in `item_done`", (r, m) => McpCall(r, m, "failed")),
        new("rate_limits.updated", Fate.Recorded, "`rate_limits_changed`, if a limit or what remains of it has changed", Limits),
    ];

    static readonly EventFate Cancelled = new("response.cancelled", Fate.Recorded, "`response_done`: only in the beta protocol",
        (r, m) => ResponseMessages.Over(m.Part("response") ?? m, status: "cancelled", r.Model));

    /// <summary>By the names of both protocols.</summary>
    public static readonly FrozenDictionary<string, EventFate> ByType = All.Append(Cancelled)
        .SelectMany(fate => new[] { fate.Type, fate.Former }.OfType<string>().Select(name => KeyValuePair.Create(name, fate)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    static EventFate Passed(string type, string becomes, string? former = null) => new(type, Fate.Passed, becomes) { Former = former };
}
