using System.Text;
using System.Text.Json.Nodes;

namespace AppHost.Commands;

static class DemoSession
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Event types that are too many to show in a dialog.</summary>
    static readonly HashSet<string> Details = ["transcript_delta", "item_added", "item_done", "upstream_configured", "text_delivered"];

    /// <summary>Starts a session, sends a text and shows the answer. The session ends after five minutes of silence.</summary>
    public static IResourceBuilder<ProjectResource> WithDemoSession(this IResourceBuilder<ProjectResource> api) => api.WithHttpAction(
        "demo",
        "Start a demo session and send a text",
        api,
        StartAsync,
        new CommandOptions
        {
            IconName = "Chat",
            IsHighlighted = true,
            Description = "Starts a session, sends a text, and shows the model's answer.",
            Arguments =
            [
                new InteractionInput { Name = "conversation", Label = "Conversation", InputType = InputType.Text, Value = "demo",
                    Required = true, Description = "The demo replaces the conversation's live session, if there is one." },
                new InteractionInput { Name = "text", Label = "Text", InputType = InputType.Text, Value = "Hello there", Required = true },
            ],
        });

    static async Task<ExecuteCommandResult> StartAsync(ServiceClient client, ExecuteCommandContext context)
    {
        var conversation = Uri.EscapeDataString(context.Arguments.GetString("conversation") ?? "demo");
        var text = context.Arguments.GetString("text") ?? "Hello there";
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        bound.CancelAfter(Patience);

        var path = $"/conversations/{conversation}";
        var started = await client.PostAsync($"{path}/sessions", new { ifActive = "replace", idleSeconds = 300 }, bound.Token);
        var session = (string)started["sessionId"]!;
        await using var events = await EventStream.OpenAsync(client, path, (long)started["version"]! - 1, bound.Token);
        await events.UntilAsync(each => Is(each, "session_started", session) || Is(each, "session_ended", session));
        if (!events.Read.Any(each => Is(each, "session_ended", session)))
        {
            await client.PostAsync($"{path}/sessions/{session}/text", new { text }, bound.Token);
            await events.UntilAsync(each => Is(each, "response_done", session) || Is(each, "session_ended", session));
        }

        var report = Report(client.Address, path, session, events.Read);
        return events.Read.Any(each => Is(each, "session_ended", session))
            ? CommandResults.Failure($"Session {session} of {conversation} ended.", report, CommandResultFormat.Markdown)
            : CommandExtensions.Show($"Session {session} of {conversation} is live.", report);
    }

    static bool Is(JsonNode each, string type, string session) => (string?)each["type"] == type && (string?)each["sessionId"] == session;

    static string Words(JsonNode each) =>
        ((string?)each["data"]?["text"] ?? (string?)each["data"]?["reason"] ?? "").Replace("|", "\\|", StringComparison.Ordinal);

    static string Report(Uri api, string path, string session, IReadOnlyList<JsonNode> history)
    {
        var report = new StringBuilder().AppendLine("| version | event | |").AppendLine("| --- | --- | --- |");
        foreach (var each in history.Where(each => !Details.Contains((string)each["type"]!)))
            report.AppendLine(null, $"| {each["version"]} | {each["type"]} | {Words(each)} |");
        return report.AppendLine()
            .AppendLine(null, $"Follow it: `curl -N {new Uri(api, path)}/events -H 'accept: text/event-stream'`").AppendLine()
            .AppendLine(null, $"End it: `curl -X POST {new Uri(api, path)}/sessions/{session}/end`, or the simulator's *End all sessions*.")
            .ToString();
    }
}
