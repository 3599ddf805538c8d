using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Realtime.Simulator.Protocol;

/// <summary>A function call that the model asks for.</summary>
internal sealed record FunctionCall(string Name, string Arguments);

/// <summary>
/// The model's answer: words, or calls of functions and of servers' tools that the session offers. A call of a server's tool that was
/// approved is made before the words.
/// </summary>
internal sealed partial record Reply(string Words)
{
    private const string Nothing = "";

    public IReadOnlyList<FunctionCall> Calls { get; init; } = [];

    public McpCall? McpCall { get; init; }

    /// <summary>The request that approved the call.</summary>
    public string? Approval { get; init; }

    /// <param name="request">The request for approval that the user has answered; null for none.</param>
    public static Reply To(Item? heard, JsonArray? tools, bool mayCallSeveral = true, Item? request = null) => heard switch
    {
        null => new Reply("I have heard nothing yet."),
        { Type: "mcp_approval_response" } when request is not null => To(heard.Json.Flag("approve", false), request.Json),
        { ImagesShown: > 0 } => new Reply($"You said: {heard.Text}; you showed {heard.ImagesShown} image of {heard.ImageBytes:N0} bytes."),
        { Type: "function_call_output" } => new Reply($"The function answered: {heard.Text}"),
        { HoldsInputAudio: true } => new Reply($"I heard {Milliseconds(heard.AudioMilliseconds)} of audio."),
        { Text: { } text } when FindCalls(text, tools).ToList() is { Count: > 0 } calls =>
            new Reply(Nothing) { Calls = mayCallSeveral ? calls : calls[..1] },
        { Text: { } text } when FindMcpCall(text, tools) is { } call =>
            new Reply(call.AsksFirst ? Nothing : After(call)) { McpCall = call },
        _ => new Reply($"You said: {heard.Text}"),
    };

    public static string Milliseconds(int value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} ms");

    /// <summary>The words one by one, each with the space in front of it.</summary>
    public static IEnumerable<string> WordsOf(string text) => Word().Matches(text).Select(match => match.Value);

    private static Reply To(bool isApproved, JsonObject request)
    {
        var call = new McpCall(request.RequiredText("server_label"), request.RequiredText("name"), request.RequiredText("arguments"), false);
        return isApproved
            ? new Reply(After(call)) { McpCall = call, Approval = request.RequiredText("id") }
            : new Reply($"The call of {call.Tool} was refused.");
    }

    private static string After(McpCall call) => call.Fails ? $"The tool {call.Tool} failed." : $"The tool answered: {call.Answer}";

    /// <summary>Each line is a call.</summary>
    private static IEnumerable<FunctionCall> FindCalls(string text, JsonArray? tools) => Lines(text)
        .Where(call => tools?.OfType<JsonObject>().Any(tool => tool.Text("name") == call.Name) ?? false);

    private static McpCall? FindMcpCall(string text, JsonArray? tools) =>
        Lines(text).Select(call => McpServers.Find(tools, call.Name, call.Arguments)).FirstOrDefault(call => call is not null);

    private static IEnumerable<FunctionCall> Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = CallPattern().Match(line);
            if (!match.Success)
                continue;

            var arguments = match.Groups["arguments"].Value;
            yield return new FunctionCall(match.Groups["name"].Value, IsJson(arguments) ? arguments : "{}");
        }
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
