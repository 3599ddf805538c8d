using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Sessions.Provider;

/// <summary>Writes messages of the provider's protocol from the log, each with the version of its event.</summary>
sealed class ReturningMessages(long version, ICollection<JsonObject> to)
{
    int count;

    public void Configured(UpstreamConfigured configured, Pins? pins)
    {
        if (JsonObject.Create(configured.Configuration.Clone()) is not { } session) return;
        if (pins is not null) SettingsCut.Keep(session, pins.Tells);
        Say("session.updated", ("session", session));
    }

    /// <param name="what">added or done.</param>
    public void Item(string what, JsonElement item, string? previous) =>
        Say($"conversation.item.{what}", ("previous_item_id", previous), ("item", WithoutMedia(item)));

    public void Transcribed(TranscriptCompleted said) => Say("conversation.item.input_audio_transcription.completed",
        ("item_id", said.ItemId), ("content_index", 0), ("transcript", said.Text));

    public void NotTranscribed(TranscriptionFailed failed) => Say("conversation.item.input_audio_transcription.failed",
        ("item_id", failed.ItemId), ("content_index", 0), ("error", Error(failed.Code, failed.Message)));

    public void Deleted(ItemDeleted deleted) => Say("conversation.item.deleted", ("item_id", deleted.ItemId));

    public void Truncated(ItemTruncated cut) => Say("conversation.item.truncated",
        ("item_id", cut.ItemId), ("content_index", 0), ("audio_end_ms", cut.AudioMilliseconds));

    /// <param name="what">created or done.</param>
    public void Response(string what, string id, string status, IEnumerable<JsonObject> output) => Say($"response.{what}",
        ("response", new JsonObject
        {
            ["object"] = "realtime.response", ["id"] = id, ["status"] = status, ["output"] = new JsonArray([.. output.Select(Copy)]),
        }));

    /// <summary>A call as the provider tells it: its arguments, the item of the response, and the item of the conversation.</summary>
    /// <param name="recorded">The item in the log; null if it is older than what is told.</param>
    /// <param name="response">The response that makes the call; null if it is older than what is told.</param>
    /// <returns>The item.</returns>
    public JsonObject Call(HandoffRequested call, JsonElement? recorded, string? response)
    {
        var item = recorded is { } known
            ? JsonObject.Create(known.Clone())!
            : new JsonObject { ["type"] = "function_call", ["call_id"] = call.CallId, ["name"] = call.Name };
        (item["arguments"], item["status"]) = (call.Arguments, "completed");
        var id = recorded?.TextOf("id");
        Say("conversation.item.added", ("previous_item_id", null), ("item", Copy(item)));
        Say("response.function_call_arguments.done", ("response_id", response), ("item_id", id), ("output_index", 0),
            ("call_id", call.CallId), ("name", call.Name), ("arguments", call.Arguments));
        Say("response.output_item.done", ("response_id", response), ("output_index", 0), ("item", Copy(item)));
        Say("conversation.item.done", ("previous_item_id", null), ("item", Copy(item)));
        return item;
    }

    public void Mcp(string of, string itemId, string status) => Say($"{of}.{status}", ("item_id", itemId));

    public void Key(DtmfReceived key) => Say("input_audio_buffer.dtmf_event_received",
        ("event", key.Key), ("received_at", key.ReceivedAt?.ToUnixTimeSeconds()));

    public void Warned(UpstreamWarned warned) => Say("error", ("error", Error(warned.Code, warned.Message)));

    void Say(string type, params ReadOnlySpan<(string Name, JsonNode? Value)> fields)
    {
        var message = new JsonObject { ["type"] = type, ["event_id"] = $"event_log_{version}_{count++}", ["version"] = version };
        foreach (var (name, value) in fields) message[name] = value;
        to.Add(message);
    }

    static JsonObject Error(string code, string message) => new() { ["type"] = "provider_error", ["code"] = code, ["message"] = message };

    static JsonObject Copy(JsonObject item) => item.DeepClone().AsObject();

    /// <summary>The log has references in the place of audio and images; the provider's protocol has no such thing.</summary>
    static JsonObject? WithoutMedia(JsonElement item)
    {
        var told = JsonObject.Create(item.Clone());
        foreach (var part in told?["content"] is JsonArray parts ? parts.OfType<JsonObject>() : [])
        {
            foreach (var name in part.Where(field => field.Value is JsonObject reference && reference.ContainsKey("sha256"))
                .Select(field => field.Key).ToArray()) part.Remove(name);
        }

        return told;
    }
}
