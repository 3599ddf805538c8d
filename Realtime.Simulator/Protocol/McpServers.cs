using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>
/// The MCP servers among the session's tools. Each offers the tools that it allows, or <c>echo</c>. A server whose address contains
/// <c>unreachable</c> cannot be asked for its tools, and the tool <c>fail</c> fails.
/// </summary>
internal sealed class McpServers(Outbox outbox, SessionSettings settings, ConversationItems items)
{
    private const string OnlyTool = "echo";
    private readonly HashSet<string> listed = [];

    /// <summary>Lists the tools of servers that are new to the session.</summary>
    public async ValueTask ListAsync()
    {
        foreach (var server in Of(settings.Tools))
        {
            if (!listed.Add(server.RequiredText("server_label")))
                continue;

            var id = Ids.New("mcpl");
            await SendAsync("mcp_list_tools.in_progress", id);
            if ((server.Text("server_url") ?? "").Contains("unreachable", StringComparison.Ordinal))
            {
                await SendAsync("mcp_list_tools.failed", id);
                continue;
            }

            var list = new Item(new JsonObject
            {
                ["id"] = id,
                ["type"] = "mcp_list_tools",
                ["server_label"] = server.Text("server_label"),
                ["tools"] = new JsonArray([.. ToolsOf(server).Select(name =>
                    new JsonObject { ["name"] = name, ["input_schema"] = new JsonObject { ["type"] = "object" } })]),
            });
            await items.AddAsync(list);
            await items.DoneAsync(list);
            await SendAsync("mcp_list_tools.completed", id);
        }
    }

    /// <summary>The call of a tool of this name; null if no server has it.</summary>
    public static McpCall? Find(JsonArray? tools, string name, string arguments) => Of(tools)
        .Where(server => ToolsOf(server).Contains(name))
        .Select(server => new McpCall(server.RequiredText("server_label"), name, arguments, AsksFirst(server, name))).FirstOrDefault();

    private static IEnumerable<JsonObject> Of(JsonArray? tools) => tools?.OfType<JsonObject>().Where(tool => tool.Text("type") == "mcp") ?? [];

    private static string[] ToolsOf(JsonObject server) => server["allowed_tools"] switch
    {
        JsonArray names => [.. names.Select(name => (string)name!)],
        JsonObject filter when filter.Array("tool_names") is { } names => [.. names.Select(name => (string)name!)],
        _ => [OnlyTool],
    };

    private static bool AsksFirst(JsonObject server, string tool) => server["require_approval"] switch
    {
        JsonValue always => (string?)always != "never",
        JsonObject filter => !(filter.Object("never")?.Array("tool_names")?.Any(name => (string?)name == tool) ?? false),
        _ => true,
    };

    private ValueTask SendAsync(string type, string itemId) =>
        outbox.SendAsync(type, itemId, static (json, id) => json.WriteString("item_id", id));
}

/// <summary>A call of a server's tool, and whether the user must approve it first.</summary>
internal sealed record McpCall(string Server, string Tool, string Arguments, bool AsksFirst)
{
    public bool Fails => Tool == "fail";

    public string Answer => $"{Tool} got {Arguments}";
}
