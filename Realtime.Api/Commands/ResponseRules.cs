using System.Text.Json;
using Realtime.Api.Problems;

namespace Realtime.Api.Commands;

/// <summary>The options of a response, as far as the provider refuses others for sure. Unknown ones pass through, and are named.</summary>
static class ResponseRules
{
    const int MostMetadata = 16, LongestKey = 64, LongestValue = 512, MostOutputTokens = 4_096;

    /// <summary>Options of the provider that have no rule here.</summary>
    static readonly string[] Unruled = ["audio", "tool_choice", "parallel_tool_calls", "prompt", "reasoning"];

    /// <returns>The paths of options that the API does not know.</returns>
    /// <exception cref="InvalidOptionsException">The error names the path of what is wrong.</exception>
    public static IReadOnlyList<string> Check(JsonElement response, ApiOptions options)
    {
        Must(response.ValueKind is JsonValueKind.Object, "response", "must be an object in the provider's shape.");
        JsonTexts.Check("response", response);
        var unknown = new List<string>();
        foreach (var option in response.EnumerateObject())
        {
            var (path, value) = ($"response.{option.Name}", option.Value);
            switch (option.Name)
            {
                case "conversation":
                    Must(Is(value, "auto", "none"), path, "must be auto or none.");
                    break;
                case "output_modalities":
                    Must(value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 1 && Is(value[0], "audio", "text"), path,
                        "must be [\"audio\"] or [\"text\"].");
                    break;
                case "instructions":
                    Must(value.ValueKind is JsonValueKind.String && value.GetString()!.Length <= options.MaximumTextLength, path,
                        $"must be a text of at most {options.MaximumTextLength} characters.");
                    break;
                case "max_output_tokens":
                    Must(Is(value, "inf") || value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var tokens)
                        && tokens is >= 1 and <= MostOutputTokens, path, $"must be 1 to {MostOutputTokens} or \"inf\".");
                    break;
                case "metadata":
                    Must(IsMetadata(value), path,
                        $"must have at most {MostMetadata} texts, with keys of {LongestKey} characters and values of {LongestValue}.");
                    break;
                case "input":
                    Must(value.ValueKind is JsonValueKind.Array, path, "must be a list of items.");
                    Must(!HasMedia(value), path,
                        "must not contain images or audio: POST them to /items or /audio, and refer to the item with an item_reference.");
                    break;
                case "tools":
                    Must(value.ValueKind is JsonValueKind.Array, path, "must be a list of tools.");
                    Must(!value.EnumerateArray().Any(HasSecrets), path,
                        "must not contain authorization or headers: give such a tool to the session when it starts.");
                    break;
                default:
                    if (!Unruled.Contains(option.Name)) unknown.Add(path);
                    break;
            }
        }

        return unknown;
    }

    static void Must(bool holds, string path, string rule)
    {
        if (!holds) throw new InvalidOptionsException(path, $"{path} {rule}");
    }

    static bool Is(JsonElement value, params ReadOnlySpan<string> texts) =>
        value.ValueKind is JsonValueKind.String && texts.Contains(value.GetString()!);

    static bool IsMetadata(JsonElement value) => value.ValueKind is JsonValueKind.Null
        || value.ValueKind is JsonValueKind.Object && value.GetPropertyCount() <= MostMetadata
        && value.EnumerateObject().All(pair => pair.Name.Length <= LongestKey && pair.Value.ValueKind is JsonValueKind.String
            && pair.Value.GetString()!.Length <= LongestValue);

    static bool HasMedia(JsonElement input) => input.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object
        && item.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
        && content.EnumerateArray().Any(part => part.ValueKind is JsonValueKind.Object
            && (part.TryGetProperty("image_url", out _) || part.TryGetProperty("audio", out _))));

    static bool HasSecrets(JsonElement tool) => tool.ValueKind is JsonValueKind.Object
        && (tool.TryGetProperty("authorization", out _) || tool.TryGetProperty("headers", out _));
}
