using System.Text.Json;
using System.Text.Json.Serialization;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions.Anchor;

/// <summary>The items of itemAdded that are not the model's own. Their members are in snake case.</summary>
static class AnchorRawItems
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static JsonElement Speech(SpeechStarted speech) =>
        Of(new { Type = "input_audio_buffer.speech_started", speech.ItemId });

    public static JsonElement Cancelled(ResponseDone response) => Of(new { Type = "response.cancelled", response.ResponseId });

    /// <summary>A tool call is a hand-off: its arguments are the input.</summary>
    public static JsonElement Handoff(HandoffRequested call, string? itemId) =>
        Of(new { Type = "handoff_request", HandoffId = call.CallId, ItemId = itemId, call.Name, InputTranscript = call.Arguments });

    /// <summary>The call that a function_call item makes; null for other items.</summary>
    public static string? CallOf(JsonElement item) => item.TextOf("type") is "function_call" ? item.TextOf("call_id") : null;

    static JsonElement Of<T>(T item) => JsonSerializer.SerializeToElement(item, Json);
}
