using System.Text.Json.Nodes;

namespace Realtime.Simulator.Tests;

/// <summary>Functions, tools of MCP servers, images, and answers beside the conversation.</summary>
public sealed class ToolTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private static JsonObject Function(string name) =>
        new() { ["type"] = "function", ["name"] = name, ["parameters"] = new JsonObject { ["type"] = "object" } };

    private static JsonObject Server(string approval, params string[] tools) => new()
    {
        ["type"] = "mcp", ["server_label"] = "docs", ["server_url"] = "https://docs.example/mcp", ["require_approval"] = approval,
        ["allowed_tools"] = new JsonArray([.. tools.Select(tool => JsonValue.Create(tool))]),
    };

    private async Task<RawClient> ConnectAsync(params JsonNode[] tools)
    {
        var client = await RawClient.ConnectAsync(simulator);
        await client.UntilAsync("session.created");
        await client.UpdateAsync(new JsonObject { ["output_modalities"] = new JsonArray("text"), ["tools"] = new JsonArray(tools) });
        await client.UntilAsync("session.updated");
        return client;
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task Several_lines_are_several_calls_of_one_response_where_the_session_allows_it(bool parallel, int calls)
    {
        using var client = await ConnectAsync(Function("a"), Function("b"));
        await client.UpdateAsync(new JsonObject { ["parallel_tool_calls"] = parallel });
        await client.SayAsync("call a {\"x\":1}\ncall b {\"y\":2}");
        await client.RespondAsync();
        var all = await client.ReceiveUntilAsync("response.done");
        var done = all.Where(e => (string?)e["type"] == "response.function_call_arguments.done").ToList();
        Assert.Equal(new[] { "a", "b" }.Take(calls), done.Select(call => (string?)call["name"]));
        Assert.Equal(Enumerable.Range(0, calls), done.Select(call => (int)call["output_index"]!));
        Assert.Equal(calls, all.Last()["response"]!["output"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_servers_tools_are_listed_and_a_call_waits_for_its_approval()
    {
        using var client = await ConnectAsync(Server("always", "find"));
        var listed = await client.ReceiveUntilAsync("mcp_list_tools.completed");
        Assert.Equal("find", (string?)listed.First(e => (string?)e["type"] == "conversation.item.done")["item"]!["tools"]![0]!["name"]);
        await client.SayAsync("call find {\"word\":\"end\"}");
        await client.RespondAsync();
        var asked = (await client.ReceiveUntilAsync("response.done")).Last()["response"]!["output"]![0]!;
        Assert.Equal(("mcp_approval_request", "docs", "find"), ((string?)asked["type"], (string?)asked["server_label"], (string?)asked["name"]));

        await client.SendAsync(Approval((string)asked["id"]!, approve: true));
        var called = await client.ReceiveUntilAsync("response.done");
        Assert.Contains(called, e => (string?)e["type"] == "response.mcp_call.completed");
        var output = called.Last()["response"]!["output"]!;
        Assert.Equal("find got {\"word\":\"end\"}", (string?)output[0]!["output"]);
        Assert.Equal((string?)asked["id"], (string?)output[0]!["approval_request_id"]);
        Assert.Equal("The tool answered: find got {\"word\":\"end\"}", (string?)output[1]!["content"]![0]!["text"]);
    }

    [Fact]
    public async Task A_call_that_is_refused_is_not_made_and_one_that_fails_says_so()
    {
        using var client = await ConnectAsync(Server("always", "find", "fail"));
        await client.SayAsync("call find");
        await client.RespondAsync();
        var asked = (await client.ReceiveUntilAsync("response.done")).Last()["response"]!["output"]![0]!;
        await client.SendAsync(Approval((string)asked["id"]!, approve: false));
        Assert.Equal("The call of find was refused.",
            (string?)(await client.ReceiveUntilAsync("response.done")).Last()["response"]!["output"]![0]!["content"]![0]!["text"]);
        await client.SendAsync(Approval("nothing", approve: true));
        Assert.Equal("invalid_approval_request_id", (string?)(await client.UntilAsync("error"))["error"]!["code"]);

        await client.UpdateAsync(new JsonObject { ["tools"] = new JsonArray(Server("never", "fail")) });
        await client.SayAsync("call fail");
        await client.RespondAsync();
        var failed = await client.ReceiveUntilAsync("response.done");
        Assert.Contains(failed, e => (string?)e["type"] == "response.mcp_call.failed");
        Assert.Equal("tool_execution_error", (string?)failed.Last()["response"]!["output"]![0]!["error"]!["type"]);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_fails_to_list_its_tools()
    {
        using var client = await ConnectAsync(new JsonObject { ["type"] = "mcp", ["server_label"] = "x", ["server_url"] = "https://unreachable" });
        await client.UntilAsync("mcp_list_tools.failed");
    }

    [Fact]
    public async Task An_answer_beside_the_conversation_runs_while_another_does()
    {
        using var client = await RawClient.ConnectAsync(simulator, "model=sim&pace=20");
        await client.SayAsync(string.Concat(Enumerable.Repeat("a long story ", 20)));
        await client.RespondAsync();
        var first = (string)(await client.UntilAsync("response.created"))["response"]!["id"]!;
        await client.SendAsync(new JsonObject { ["type"] = "response.create", ["response"] = new JsonObject { ["conversation"] = "none",
            ["output_modalities"] = new JsonArray("text"), ["input"] = new JsonArray(), ["metadata"] = new JsonObject { ["topic"] = "b" } } });
        var beside = (await client.UntilAsync("response.created"))["response"]!;
        Assert.Equal((null, "b"), ((string?)beside["conversation_id"], (string?)beside["metadata"]!["topic"]));
        var done = (await client.UntilAsync("response.done"))["response"]!;
        Assert.Equal((string?)beside["id"], (string?)done["id"]);
        await client.SendAsync(new JsonObject { ["type"] = "response.cancel" });
        Assert.Equal((first, "cancelled"), ((string?)(done = (await client.UntilAsync("response.done"))["response"]!)["id"], (string?)done["status"]));
    }

    [Fact]
    public async Task An_image_is_seen_and_something_else_is_not()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(Showing($"data:image/jpeg;base64,{Convert.ToBase64String(new byte[2_000])}"));
        await client.RespondAsync();
        Assert.Equal("You said: look; you showed 1 image of 2,000 bytes.", (string?)(await client.UntilAsync("response.output_text.done"))["text"]);
        await client.SendAsync(Showing("https://example.com/a.png"));
        Assert.Equal("item.content.image_url", (string?)(await client.UntilAsync("error"))["error"]!["param"]);
    }

    private static JsonObject Showing(string image) => new()
    {
        ["type"] = "conversation.item.create",
        ["item"] = new JsonObject
        {
            ["type"] = "message", ["role"] = "user",
            ["content"] = new JsonArray(new JsonObject { ["type"] = "input_text", ["text"] = "look" },
                new JsonObject { ["type"] = "input_image", ["image_url"] = image }),
        },
    };

    private static JsonObject Approval(string request, bool approve) => new()
    {
        ["type"] = "conversation.item.create",
        ["item"] = new JsonObject { ["type"] = "mcp_approval_response", ["approval_request_id"] = request, ["approve"] = approve },
    };
}
