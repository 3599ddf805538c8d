using System.Text.Json;

namespace Realtime.Contract.Tests.Reference;

/// <summary>An example of JSON in a page of the docs.</summary>
static class ExampleText
{
    const int LongestLine = 130;

    /// <summary>A block of Markdown: the object on one line if it is short, else with each member on its own.</summary>
    public static string Of(JsonElement json) => $"```json\n{Lines(json)}\n```\n";

    static string Lines(JsonElement json)
    {
        var line = JsonSerializer.Serialize(json, Shape.Json);
        return line.Length <= LongestLine ? line : "{\n" + string.Join(",\n", json.EnumerateObject()
            .Select(member => $"  \"{member.Name}\": {JsonSerializer.Serialize(member.Value, Shape.Json)}")) + "\n}";
    }
}
