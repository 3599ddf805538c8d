using System.Text.Json;
using static Realtime.Sessions.Provider.Rules;

namespace Realtime.Sessions.Provider;

/// <summary>The fields of the session object, of type realtime and of type transcription.</summary>
static class SessionRules
{
    static readonly Rule Include = List(OneOf("item.input_audio_transcription.logprobs"), 0, 1);

    static readonly Rule ToolChoice = Kinds("a text or an object",
        (JsonValueKind.String, OneOf("none", "auto", "required")),
        (JsonValueKind.Object, ByType(
            ("function", new FieldTable("a choice of a function")
            {
                Needs = ["name"], ["type"] = Anything, ["name"] = Text(256),
            }.Judge),
            ("mcp", new FieldTable("a choice of an MCP server")
            {
                Needs = ["server_label"], ["type"] = Anything, ["server_label"] = Text(128), ["name"] = OrNull(Text(256)),
            }.Judge))));

    static readonly Rule Tracing = OrNull(Kinds("\"auto\", an object or null", (JsonValueKind.String, OneOf("auto")),
        (JsonValueKind.Object, new FieldTable("tracing")
        {
            ["workflow_name"] = Text(512), ["group_id"] = Text(512), ["metadata"] = AnyObject,
        }.Judge)));

    static readonly Rule Truncation = Kinds("\"auto\", \"disabled\" or an object", (JsonValueKind.String, OneOf("auto", "disabled")),
        (JsonValueKind.Object, new FieldTable("truncation")
        {
            Needs = ["type", "retention_ratio"],
            ["type"] = OneOf("retention_ratio"),
            ["retention_ratio"] = Number(0, 1),
            ["token_limits"] = new FieldTable("token_limits") { ["post_instructions"] = Whole(0, int.MaxValue) }.Rule,
        }.Judge));

    static readonly FieldTable Conversation = new("a session of type realtime")
    {
        ["type"] = Anything,
        ["model"] = Text(ModelName.IsGood, ModelName.Rule),
        ["output_modalities"] = List(OneOf("audio", "text"), 1, 1),
        ["instructions"] = LongText,
        ["audio"] = AudioRules.OfConversation,
        ["include"] = OrNull(Include),
        ["tools"] = ToolRules.Rule,
        ["tool_choice"] = ToolChoice,
        ["parallel_tool_calls"] = Flag,
        ["reasoning"] = OrNull(new FieldTable("reasoning") { ["effort"] = OneOf("minimal", "low", "medium", "high", "xhigh") }.Rule),
        ["max_output_tokens"] = Kinds("a whole number or \"inf\"", (JsonValueKind.String, OneOf("inf")),
            (JsonValueKind.Number, Whole(1, 4_096))),
        ["prompt"] = OrNull(new FieldTable("a prompt")
        {
            Needs = ["id"], ["id"] = Text(256), ["version"] = OrNull(Text(64)), ["variables"] = OrNull(AnyObject),
        }.Rule),
        ["tracing"] = Tracing,
        ["truncation"] = Truncation,
        Together = Combinations.OfConversation,
    };

    static readonly FieldTable Transcription = new("a session of type transcription")
    {
        Excludes = [.. Conversation.Keys.Except(["type", "audio", "include"])],
        ["type"] = Anything,
        ["audio"] = AudioRules.OfTranscription,
        ["include"] = OrNull(Include),
        Together = Combinations.OfTranscription,
    };

    public static readonly Rule Rule = ByType((SessionObject.Realtime, Conversation.Judge), (SessionObject.Transcription, Transcription.Judge));
}
