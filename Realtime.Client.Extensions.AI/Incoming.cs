using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>
/// What a live socket brings, as messages of Microsoft.Extensions.AI. What they have no type for is RawContentOnly: its RawRepresentation
/// is the model's JSON, or the <see cref="LiveMessage"/>.
/// </summary>
static class Incoming
{
    public static RealtimeServerMessage Of(LiveMessage message) => message switch
    {
        ModelMessage model => With(Typed(model.Type, model.Json), model.Json, model.Json.Text("event_id")),
        LoggedMessage { Event.Data: SessionEnded { Error: { } error } } => With(
            new ErrorRealtimeServerMessage { Error = new ErrorContent(error.Message) { ErrorCode = error.Code } }, message, null),
        _ => With(Raw(), message, null),
    };

    static RealtimeServerMessage Typed(string type, JsonElement json) => type switch
    {
        "response.output_text.delta" => Output(RealtimeServerMessageType.OutputTextDelta, json, text: "delta"),
        "response.output_text.done" => Output(RealtimeServerMessageType.OutputTextDone, json, text: "text"),
        "response.output_audio_transcript.delta" => Output(RealtimeServerMessageType.OutputAudioTranscriptionDelta, json, text: "delta"),
        "response.output_audio_transcript.done" => Output(RealtimeServerMessageType.OutputAudioTranscriptionDone, json, text: "transcript"),
        "response.output_audio.delta" => Output(RealtimeServerMessageType.OutputAudioDelta, json, audio: "delta"),
        "response.output_audio.done" => Output(RealtimeServerMessageType.OutputAudioDone, json),
        "response.created" => Response(RealtimeServerMessageType.ResponseCreated, json),
        "response.done" => Response(RealtimeServerMessageType.ResponseDone, json),
        "response.output_item.added" => Item(RealtimeServerMessageType.ResponseOutputItemAdded, json),
        "response.output_item.done" => Item(RealtimeServerMessageType.ResponseOutputItemDone, json),
        "conversation.item.added" => Item(RealtimeServerMessageType.ConversationItemAdded, json),
        "conversation.item.done" => Item(RealtimeServerMessageType.ConversationItemDone, json),
        "conversation.item.input_audio_transcription.delta" => Heard(RealtimeServerMessageType.InputAudioTranscriptionDelta, json, "delta"),
        "conversation.item.input_audio_transcription.completed" =>
            Heard(RealtimeServerMessageType.InputAudioTranscriptionCompleted, json, "transcript"),
        "conversation.item.input_audio_transcription.failed" => Heard(RealtimeServerMessageType.InputAudioTranscriptionFailed, json, null),
        "error" => new ErrorRealtimeServerMessage
        {
            Error = Error(json.Object("error")), OriginatingMessageId = json.Object("error")?.Text("event_id"),
        },
        _ => Raw(),
    };

    static RealtimeServerMessage Raw() => new() { Type = RealtimeServerMessageType.RawContentOnly };

    static RealtimeServerMessage With(RealtimeServerMessage message, object raw, string? id)
    {
        (message.RawRepresentation, message.MessageId) = (raw, id);
        return message;
    }

    static OutputTextAudioRealtimeServerMessage Output(RealtimeServerMessageType type, JsonElement json, string? text = null,
        string? audio = null) => new(type)
    {
        Text = text is null ? null : json.Text(text), Audio = audio is null ? null : json.Text(audio), ItemId = json.Text("item_id"),
        ResponseId = json.Text("response_id"), ContentIndex = (int?)json.Number("content_index"),
        OutputIndex = (int?)json.Number("output_index"),
    };

    static ResponseCreatedRealtimeServerMessage Response(RealtimeServerMessageType type, JsonElement json)
    {
        var response = json.Object("response") ?? default;
        return new(type)
        {
            ResponseId = response.Text("id"), Status = response.Text("status"),
            Error = Error(response.Object("status_details")?.Object("error")),
            Usage = Usage(response.Object("usage")),
            Items = response.ValueKind is JsonValueKind.Object && response.TryGetProperty("output", out var output)
                && output.ValueKind is JsonValueKind.Array
                ? [.. output.EnumerateArray().Select(Items.Of)] : null,
        };
    }

    static ResponseOutputItemRealtimeServerMessage Item(RealtimeServerMessageType type, JsonElement json) => new(type)
    {
        ResponseId = json.Text("response_id"), OutputIndex = (int?)json.Number("output_index"),
        Item = json.Object("item") is { } item ? Items.Of(item) : null,
    };

    static InputAudioTranscriptionRealtimeServerMessage Heard(RealtimeServerMessageType type, JsonElement json, string? text) => new(type)
    {
        ItemId = json.Text("item_id"), ContentIndex = (int?)json.Number("content_index"),
        Transcription = text is null ? null : json.Text(text),
        Usage = Usage(json.Object("usage")), Error = Error(json.Object("error")),
    };

    static ErrorContent? Error(JsonElement? error) =>
        error is { } known ? new ErrorContent(known.Text("message")) { ErrorCode = known.Text("code") } : null;

    static UsageDetails? Usage(JsonElement? usage) => usage is not { } known ? null : new UsageDetails
    {
        InputTokenCount = known.Number("input_tokens"), OutputTokenCount = known.Number("output_tokens"),
        TotalTokenCount = known.Number("total_tokens"),
        CachedInputTokenCount = known.Object("input_token_details")?.Number("cached_tokens"),
    };
}
