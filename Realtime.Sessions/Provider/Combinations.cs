using System.Text.Json;

namespace Realtime.Sessions.Provider;

/// <summary>Combinations of fields that the provider refuses.</summary>
static class Combinations
{
    /// <summary>Models of the first generation, whose later versions have the same beginning.</summary>
    static readonly string[] WithoutReasoning = ["gpt-realtime", "gpt-realtime-1.5", "gpt-realtime-mini"];

    public static void OfConversation(JsonElement session, string path, Findings found)
    {
        if (session.TextOf("model") is { } model && IsFirstGeneration(model))
        {
            foreach (var name in new[] { "reasoning", "parallel_tool_calls" })
            {
                if (session.Part(name) is { ValueKind: not JsonValueKind.Null })
                    found.Refuse(JsonPaths.Of(path, name), $"is not taken by {model}, only by models of the second generation.");
            }
        }

        ChoosesATool(session, path, found);
    }

    public static void OfTranscription(JsonElement session, string path, Findings found)
    {
        if (session.Part("audio", "input") is not { } input || input.Part("transcription") is not { } transcription
            || input.Part("turn_detection") is not { ValueKind: not JsonValueKind.Null }) return;
        if (TranscriptionRules.ModelOf(transcription) is { } model && !TranscriptionModel.TakesTurns(model))
            found.Refuse($"{path}.audio.input.turn_detection", $"must be null or left out with {model}.");
    }

    /// <summary>A stored prompt may have tools that we do not see.</summary>
    static void ChoosesATool(JsonElement session, string path, Findings found)
    {
        if (session.Part("tool_choice") is not { ValueKind: JsonValueKind.Object } choice) return;
        if (session.Part("prompt") is { ValueKind: JsonValueKind.Object }) return;
        var field = choice.TextOf("type") is "mcp" ? "server_label" : "name";
        if (choice.TextOf(field) is not { } chosen) return;
        var tools = session.Part("tools") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;
        if (!tools.Any(tool => tool.TextOf(field) == chosen))
            found.Refuse($"{path}.tool_choice.{field}", $"is {chosen}, which is not among {path}.tools.");
    }

    static bool IsFirstGeneration(string model) =>
        WithoutReasoning.Any(known => model == known || model.StartsWith($"{known}-20", StringComparison.Ordinal));
}
