using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>What a client sends, as messages of the model's protocol.</summary>
static class Outgoing
{
    public static JsonElement Of(RealtimeClientMessage message) => message.RawRepresentation switch
    {
        JsonElement raw => raw,
        JsonNode raw => JsonElement.Parse(raw.ToJsonString()),
        string raw => JsonElement.Parse(raw),
        _ => Element(Json(message)),
    };

    public static JsonElement Element(JsonObject message) => JsonElement.Parse(message.ToJsonString());

    static JsonObject Json(RealtimeClientMessage message)
    {
        var json = message switch
        {
            CreateConversationItemRealtimeClientMessage { Item: var item } =>
                new JsonObject { ["type"] = "conversation.item.create", ["item"] = Items.Json(item) },
            CreateResponseRealtimeClientMessage response =>
                new JsonObject { ["type"] = "response.create", ["response"] = Response(response) },
            InputAudioBufferCommitRealtimeClientMessage => new JsonObject { ["type"] = "input_audio_buffer.commit" },
            SessionUpdateRealtimeClientMessage update =>
                new JsonObject { ["type"] = "session.update", ["session"] = SessionObject.Json(update.Options) },
            _ => throw new NotSupportedException(
                $"{message.GetType().Name} has no message in the model's protocol: set its RawRepresentation."),
        };
        if (message.MessageId is { } id) json["event_id"] = id;
        return json;
    }

    static JsonObject Response(CreateResponseRealtimeClientMessage response)
    {
        var json = SessionObject.Some(new()
        {
            ["instructions"] = response.Instructions, ["max_output_tokens"] = response.MaxOutputTokens,
            ["output_modalities"] = SessionObject.Texts(response.OutputModalities), ["tools"] = SessionObject.Tools(response.Tools),
            ["tool_choice"] = SessionObject.Choice(response.ToolMode), ["conversation"] = response.ExcludeFromConversation is true ? "none"
                : null,
            ["input"] = response.Items is null ? null : new JsonArray([.. response.Items.Select(item => (JsonNode)Items.Json(item))]),
        });
        if (response.OutputVoice is { } voice) json["audio"] = new JsonObject { ["output"] = new JsonObject { ["voice"] = voice } };
        if (response.AdditionalProperties is { Count: > 0 } more)
            json["metadata"] = new JsonObject(more.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Value?.ToString())));
        return json;
    }
}
