using System.Text.Json;
using static Realtime.Sessions.Provider.Rules;

namespace Realtime.Sessions.Provider;

/// <summary>audio.input.transcription, with what each known model takes.</summary>
static class TranscriptionRules
{
    static readonly string[] WithKeywords = ["gpt-transcribe", "gpt-live-transcribe"];
    const string WithDelay = TranscriptionModel.RealtimeWhisper;

    static readonly string[] Known =
    [
        .. WithKeywords, WithDelay, "whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-4o-mini-transcribe-2025-12-15",
        "gpt-4o-transcribe-diarize",
    ];

    public static readonly Rule Rule = OrNull(new FieldTable("a transcription")
    {
        ["model"] = Text(ModelName.IsGood, ModelName.Rule),
        ["language"] = Text(32),
        ["languages"] = List(Text(32), 0, 64),
        ["prompt"] = LongText,
        ["keywords"] = List(Text(256), 0, 1_000),
        ["delay"] = OneOf("minimal", "low", "medium", "high", "xhigh"),
        Together = OfModel,
    }.Rule);

    /// <summary>A model that we do not know may take everything.</summary>
    static void OfModel(JsonElement value, string path, Findings found)
    {
        if (ModelOf(value) is not { } model || !Known.Contains(model)) return;
        foreach (var name in new[] { "keywords", "languages" })
            Only(name, WithKeywords.Contains(model), string.Join(" and ", WithKeywords));
        Only("delay", model == WithDelay, WithDelay);
        if (model == WithDelay && value.TryGetProperty("prompt", out _))
            found.Refuse(JsonPaths.Of(path, "prompt"), $"is not taken by {model}: leave it out.");

        void Only(string name, bool isTaken, string takers)
        {
            if (!isTaken && value.TryGetProperty(name, out _))
                found.Refuse(JsonPaths.Of(path, name), $"is not taken by {model}, only by {takers}.");
        }
    }

    public static string? ModelOf(JsonElement transcription) =>
        transcription.ValueKind is JsonValueKind.Object && transcription.TryGetProperty("model", out var model)
            && model.ValueKind is JsonValueKind.String ? model.GetString() : null;
}
