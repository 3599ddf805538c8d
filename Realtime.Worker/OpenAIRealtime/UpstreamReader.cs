using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Reads upstream's messages: OpenAI's Realtime protocol, the GA names and the beta's where they differ.</summary>
static class UpstreamReader
{
    public static UpstreamMessage Read(ReadOnlyMemory<byte> message, Guid session)
    {
        try
        {
            var type = MessageType.Of(message.Span);
            if (type is "response.output_audio.delta" or "response.audio.delta") return AudioDelta.Read(message.Span);
            if (type is null) return UpstreamMessage.Ignored.Instance;
            using var document = JsonDocument.Parse(StorableJson.Of(message));
            return Read(type, document.RootElement, session);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return UpstreamMessage.Ignored.Instance;
        }
    }

    static UpstreamMessage Read(string type, JsonElement m, Guid session) => type switch
    {
        "error" => UpstreamErrors.Read(m),
        "session.updated" => Record(Configuration.Recorded(session, m.GetProperty("session"))),
        "conversation.item.added" or "conversation.item.created" => Record(new ItemAdded(session, m.GetProperty("item").Required("id"), Items.WithoutAudio(m.GetProperty("item")))),
        "conversation.item.done" => Record(new ItemDone(session, m.GetProperty("item").Required("id"), Items.WithoutAudio(m.GetProperty("item")))),
        "conversation.item.deleted" => Record(new ItemDeleted(session, m.Required("item_id"))),
        "conversation.item.truncated" => Record(new ItemTruncated(session, m.Required("item_id"), m.Number("audio_end_ms"))),
        "input_audio_buffer.speech_started" => Record(new SpeechStarted(session, m.Text("item_id"), m.GetProperty("audio_start_ms").GetInt64())),
        "input_audio_buffer.speech_stopped" => Record(new SpeechStopped(session, m.Text("item_id"), m.GetProperty("audio_end_ms").GetInt64())),
        "conversation.item.input_audio_transcription.delta" => Record(new TranscriptDelta(session, m.Required("item_id"), "user", m.Required("delta"))),
        "conversation.item.input_audio_transcription.completed" => Record(new TranscriptCompleted(session, m.Required("item_id"), "user", m.Required("transcript"))),
        "response.output_audio_transcript.delta" or "response.audio_transcript.delta" or "response.output_text.delta" or "response.text.delta" =>
            Record(new TranscriptDelta(session, m.Required("item_id"), "assistant", m.Required("delta"))),
        "response.output_audio_transcript.done" or "response.audio_transcript.done" =>
            Record(new TranscriptCompleted(session, m.Required("item_id"), "assistant", m.Required("transcript"))),
        "response.output_text.done" or "response.text.done" =>
            Record(new TranscriptCompleted(session, m.Required("item_id"), "assistant", m.Required("text"))),
        "response.created" => Record(new ResponseStarted(session, m.GetProperty("response").Required("id"))),
        "response.done" => Record(Done(m.GetProperty("response"), session)),
        "response.output_item.done" when m.GetProperty("item") is var item && item.Text("type") == "function_call" =>
            Record(new HandoffRequested(session, item.Required("call_id"), item.Required("name"), item.Text("arguments") ?? "")),
        _ => PassedTypes.Contains(type) ? UpstreamMessage.Passed.Instance : UpstreamMessage.Ignored.Instance,
    };

    static ResponseDone Done(JsonElement response, Guid session)
    {
        var usage = response.TryGetProperty("usage", out var u) && u.ValueKind is JsonValueKind.Object
            ? new TokenUsage(u.Number("input_tokens"), u.Number("output_tokens"))
            : TokenUsage.None;
        return new ResponseDone(session, response.Required("id"), response.Text("status") ?? "completed", usage);
    }

    static UpstreamMessage.Recorded Record(SessionEvent e) => new(e);

    /// <summary>Part of the protocol, and told by other messages or of no interest to the record.</summary>
    static readonly HashSet<string> PassedTypes =
    [
        "session.created", "conversation.created", "conversation.item.retrieved",
        "conversation.item.input_audio_transcription.failed", "conversation.item.input_audio_transcription.segment",
        "input_audio_buffer.committed", "input_audio_buffer.cleared", "input_audio_buffer.timeout_triggered",
        "output_audio_buffer.started", "output_audio_buffer.stopped", "output_audio_buffer.cleared",
        "response.output_item.added", "response.output_item.done", "response.content_part.added", "response.content_part.done",
        "response.output_audio.done", "response.audio.done",
        "response.function_call_arguments.delta", "response.function_call_arguments.done", "rate_limits.updated",
    ];
}
