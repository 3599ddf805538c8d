using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Realtime.Simulator.Protocol;

/// <summary>A function call that the model asks for.</summary>
internal sealed record FunctionCall(string Name, string Arguments);

/// <summary>The model's answer: words, or a call of a function that the session offers.</summary>
internal sealed partial record Reply(string Words, FunctionCall? Call = null)
{
    public static Reply To(Item? heard, JsonArray? tools) => heard switch
    {
        null => new Reply("I have heard nothing yet."),
        { Type: "function_call_output" } => new Reply($"The function answered: {heard.Text}"),
        { HoldsInputAudio: true } => new Reply($"I heard {Milliseconds(heard.AudioMilliseconds)} of audio."),
        { Text: { } text } when FindCall(text, tools) is { } call => new Reply("", call),
        _ => new Reply($"You said: {heard.Text}"),
    };

    public static string Milliseconds(int value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} ms");

    /// <summary>The words one by one, each with the space in front of it.</summary>
    public static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(match => match.Value);

    private static FunctionCall? FindCall(string text, JsonArray? tools)
    {
        var match = CallPattern().Match(text);
        var name = match.Groups["name"].Value;
        if (!match.Success || tools is null || !tools.OfType<JsonObject>().Any(tool => tool.Text("name") == name))
            return null;

        var arguments = match.Groups["arguments"].Value;
        return new FunctionCall(name, IsJson(arguments) ? arguments : "{}");
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^\s*call\s+(?<name>[A-Za-z0-9_-]+)\s*(?<arguments>\{.*\})?\s*$", RegexOptions.Singleline)]
    private static partial Regex CallPattern();

    [GeneratedRegex(@"\s*\S+\s*$|\s*\S+")]
    private static partial Regex Word();
}
