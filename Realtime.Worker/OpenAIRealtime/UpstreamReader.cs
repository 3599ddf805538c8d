using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Reads the provider's messages in OpenAI's Realtime protocol, with the GA names and the beta's.</summary>
/// <param name="instructions">The start's instructions, which the log has already.</param>
sealed class UpstreamReader(Guid session, MessageIds ids, string? instructions = null)
{
    /// <summary>The rate of output audio, from the format in the last configuration.</summary>
    volatile int bytesPerMillisecond = AudioFormat.Pcm;

    public UpstreamMessage Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var type = MessageType.Of(message.Span);
            if (type is "response.output_audio.delta" or "response.audio.delta") return AudioDelta.Read(message.Span, bytesPerMillisecond);
            if (type is null) return UpstreamMessage.Ignored.Instance;
            using var document = JsonDocument.Parse(StorableJson.Of(message));
            return Read(type, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            return UpstreamMessage.Ignored.Instance;
        }
    }

    public long? Measure(ReadOnlySpan<byte> message) => AudioDelta.Measure(message, bytesPerMillisecond);

    UpstreamMessage Read(string type, JsonElement m) => type switch
    {
        "error" => UpstreamErrors.Read(m, ids),
        "session.created" => Created(m),
        "session.updated" => Updated(m.GetProperty("session")),
        "conversation.item.added" or "conversation.item.created" =>
            Item(m.GetProperty("item"), (id, item) => new ItemAdded(session, id, item)),
        "conversation.item.done" => Item(m.GetProperty("item"), (id, item) => new ItemDone(session, id, item)),
        "conversation.item.deleted" => Record(new ItemDeleted(session, m.Required("item_id"))),
        "conversation.item.truncated" => Record(new ItemTruncated(session, m.Required("item_id"), m.Number("audio_end_ms"))),
        "input_audio_buffer.speech_started" => Record(new SpeechStarted(session, m.Text("item_id"), m.Number("audio_start_ms"))),
        "input_audio_buffer.speech_stopped" => Record(new SpeechStopped(session, m.Text("item_id"), m.Number("audio_end_ms"))),
        "conversation.item.input_audio_transcription.delta" =>
            Record(new TranscriptDelta(session, m.Required("item_id"), "user", m.Required("delta"))),
        "conversation.item.input_audio_transcription.completed" =>
            Record(new TranscriptCompleted(session, m.Required("item_id"), "user", m.Required("transcript"))),
        "response.output_audio_transcript.delta" or "response.audio_transcript.delta" or "response.output_text.delta"
            or "response.text.delta" =>
            Record(new TranscriptDelta(session, m.Required("item_id"), "assistant", m.Required("delta"))),
        "response.output_audio_transcript.done" or "response.audio_transcript.done" =>
            Record(new TranscriptCompleted(session, m.Required("item_id"), "assistant", m.Required("transcript"))),
        "response.output_text.done" or "response.text.done" =>
            Record(new TranscriptCompleted(session, m.Required("item_id"), "assistant", m.Required("text"))),
        "response.created" => ResponseMessages.Began(m.GetProperty("response")),
        "response.done" => ResponseMessages.Over(m.Part("response") ?? m, status: null),
        "response.cancelled" => ResponseMessages.Over(m.Part("response") ?? m, status: "cancelled"),
        "response.output_item.done" or "response.function_call_arguments.done" when ResponseMessages.Call(m) is { } call =>
            new UpstreamMessage.CallsTool(call),
        _ => PassedTypes.Contains(type) ? UpstreamMessage.Passed.Instance : UpstreamMessage.Ignored.Instance,
    };

    UpstreamMessage Created(JsonElement m)
    {
        if (m.Part("session") is not { } told) return UpstreamMessage.Passed.Instance;
        bytesPerMillisecond = AudioFormat.OfOutput(told) ?? bytesPerMillisecond;
        return new UpstreamMessage.Configured(Configuration: null, ExpiresAt(told));
    }

    UpstreamMessage.Configured Updated(JsonElement told)
    {
        var configured = Configuration.Recorded(session, told, instructions);
        bytesPerMillisecond = AudioFormat.OfOutput(told) ?? bytesPerMillisecond;
        return new UpstreamMessage.Configured(configured, ExpiresAt(told));
    }

    static DateTimeOffset? ExpiresAt(JsonElement told) =>
        told.Number("expires_at") is > 0 and < 253_402_300_800 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    static UpstreamMessage Item(JsonElement item, Func<string, JsonElement, SessionEvent> e)
    {
        var recorded = e(item.Required("id"), Items.WithoutAudio(item));
        return item.Text("type") is "function_call_output" && item.Text("call_id") is { } call
            ? new UpstreamMessage.CallAnswered(recorded, call, item.Text("output") ?? "")
            : Record(recorded);
    }

    static UpstreamMessage.Recorded Record(SessionEvent e) => new(e);

    /// <summary>Message types that need no event of their own.</summary>
    static readonly HashSet<string> PassedTypes =
    [
        "conversation.created", "conversation.item.retrieved",
        "conversation.item.input_audio_transcription.failed", "conversation.item.input_audio_transcription.segment",
        "input_audio_buffer.committed", "input_audio_buffer.cleared", "input_audio_buffer.timeout_triggered",
            "input_audio_buffer.dtmf_event_received",
        "output_audio_buffer.started", "output_audio_buffer.stopped", "output_audio_buffer.cleared",
        "response.output_item.added", "response.output_item.done", "response.content_part.added", "response.content_part.done",
        "response.output_audio.done", "response.audio.done",
        "response.function_call_arguments.delta", "response.function_call_arguments.done", "rate_limits.updated",
        "mcp_list_tools.in_progress", "mcp_list_tools.completed", "mcp_list_tools.failed",
        "response.mcp_call_arguments.delta", "response.mcp_call_arguments.done",
        "response.mcp_call.in_progress", "response.mcp_call.completed", "response.mcp_call.failed",
    ];
}
