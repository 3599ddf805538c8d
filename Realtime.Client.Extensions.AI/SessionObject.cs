using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Realtime.Client.Extensions.AI;

/// <summary>The session object of the model's protocol.</summary>
static class SessionObject
{
    public static JsonElement Of(RealtimeSessionOptions options) => Outgoing.Element(Json(options));

    /// <summary>What a RawRepresentationFactory gives stands as it is, and the other options say the rest.</summary>
    public static JsonObject Json(RealtimeSessionOptions options)
    {
        var json = Known(options);
        var raw = options.RawRepresentationFactory?.Invoke() switch
        {
            JsonObject of => (JsonObject)of.DeepClone(),
            JsonElement of => JsonObject.Create(of),
            _ => null,
        };
        foreach (var (name, value) in raw ?? []) json[name] = value?.DeepClone();
        return json;
    }

    static JsonObject Known(RealtimeSessionOptions options)
    {
        var input = Some(new()
        {
            ["format"] = Format(options.InputAudioFormat), ["transcription"] = Transcription(options.TranscriptionOptions),
        });
        if (options.SessionKind == RealtimeSessionKind.Transcription)
            return Some(new() { ["type"] = "transcription", ["audio"] = new JsonObject { ["input"] = input } });
        if (options.VoiceActivityDetection is { } detection) input["turn_detection"] = Detection(detection);
        var output = Some(new() { ["format"] = Format(options.OutputAudioFormat), ["voice"] = options.Voice });
        var audio = new JsonObject();
        if (input.Count > 0) audio["input"] = input;
        if (output.Count > 0) audio["output"] = output;
        var session = Some(new()
        {
            ["type"] = "realtime", ["instructions"] = options.Instructions, ["max_output_tokens"] = options.MaxOutputTokens,
            ["output_modalities"] = Texts(options.OutputModalities), ["tools"] = Tools(options.Tools),
                ["tool_choice"] = Choice(options.ToolMode),
        });
        if (audio.Count > 0) session["audio"] = audio;
        return session;
    }

    /// <summary>Without the members that are not set.</summary>
    public static JsonObject Some(JsonObject members)
    {
        foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList()) members.Remove(name);
        return members;
    }

    public static JsonArray? Texts(IEnumerable<string>? texts) => texts is null ? null : [.. texts.Select(text => (JsonNode)text)];

    public static JsonArray? Tools(IEnumerable<AITool>? tools) =>
        tools is null ? null : [.. tools.Select(tool => tool is AIFunctionDeclaration function
        ? new JsonObject
        {
            ["type"] = "function", ["name"] = function.Name, ["description"] = function.Description,
            ["parameters"] = JsonObject.Create(function.JsonSchema),
        }
        : throw new NotSupportedException(
            $"{tool.GetType().Name} is no function: put it into the session object by RawRepresentationFactory."))];

    public static JsonNode? Choice(ChatToolMode? mode) => mode switch
    {
        RequiredChatToolMode { RequiredFunctionName: { } name } => new JsonObject { ["type"] = "function", ["name"] = name },
        RequiredChatToolMode => "required",
        NoneChatToolMode => "none",
        AutoChatToolMode => "auto",
        _ => null,
    };

    static JsonObject? Format(RealtimeAudioFormat? format) => format is null ? null
        : format.MediaType is "audio/pcm" ? new JsonObject { ["type"] = format.MediaType, ["rate"] = format.SampleRate }
        : new JsonObject { ["type"] = format.MediaType };

    static JsonObject? Transcription(TranscriptionOptions? options) => options is null ? null : Some(new()
    {
        ["model"] = options.ModelId, ["language"] = options.SpeechLanguage, ["prompt"] = options.Prompt,
    });

    /// <summary>Null turns the detection off.</summary>
    static JsonObject? Detection(VoiceActivityDetectionOptions options) =>
        options.Enabled ? new JsonObject { ["type"] = "server_vad", ["interrupt_response"] = options.AllowInterruption } : null;
}
