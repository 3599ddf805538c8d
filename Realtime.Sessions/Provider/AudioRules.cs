using static Realtime.Sessions.Provider.Rules;

namespace Realtime.Sessions.Provider;

/// <summary>audio.input and audio.output.</summary>
static class AudioRules
{
    static readonly FieldTable Pcm = new("audio/pcm") { ["type"] = Anything, ["rate"] = Whole(24_000, 24_000) };
    static readonly FieldTable G711 = new("G.711") { Excludes = ["rate"], ["type"] = Anything };

    static readonly Rule Format = ByType(("audio/pcm", Pcm.Judge), ("audio/pcmu", G711.Judge), ("audio/pcma", G711.Judge));

    static readonly Rule NoiseReduction = OrNull(new FieldTable("noise reduction")
    {
        Needs = ["type"],
        ["type"] = OneOf("near_field", "far_field"),
        ["strength"] = Number(0, 1),
    }.Rule);

    static readonly Rule Voice = Kinds("a name or an object with an id",
        (System.Text.Json.JsonValueKind.String, Text(ModelName.IsGood, ModelName.Rule)),
        (System.Text.Json.JsonValueKind.Object, new FieldTable("a voice") { Needs = ["id"], ["id"] = Text(ModelName.IsGood, ModelName.Rule) }
            .Judge));

    static readonly FieldTable Input = new("audio.input")
    {
        Excludes = ["voice", "speed"],
        ["format"] = Format,
        ["transcription"] = TranscriptionRules.Rule,
        ["noise_reduction"] = NoiseReduction,
        ["turn_detection"] = TurnDetectionRules.Rule,
    };

    static readonly FieldTable Output = new("audio.output")
    {
        Excludes = ["transcription", "noise_reduction", "turn_detection"],
        ["format"] = Format,
        ["voice"] = Voice,
        ["speed"] = Number(0.25, 1.5),
    };

    public static readonly Rule OfConversation = new FieldTable("audio") { ["input"] = Input.Rule, ["output"] = Output.Rule }.Rule;

    public static readonly Rule OfTranscription =
        new FieldTable("a transcription session") { Excludes = ["output"], ["input"] = Input.Rule }.Rule;
}
