using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>A call of an MCP server's tool. The simulator calls the tool itself, at once.</summary>
internal sealed class McpOutput(Outbox outbox, string responseId, int index, McpCall call, string? approval)
    : Output(outbox, responseId, index)
{
    private bool isCalled;

    public override Item Item(string status)
    {
        var item = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "realtime.item",
            ["type"] = "mcp_call",
            ["server_label"] = call.Server,
            ["name"] = call.Tool,
            ["arguments"] = Words,
            ["approval_request_id"] = approval,
            ["output"] = isCalled && !call.Fails ? call.Answer : null,
            ["error"] = isCalled && call.Fails
                ? new JsonObject { ["type"] = "tool_execution_error", ["message"] = $"{call.Tool} failed." } : null,
        };
        return new Item(item);
    }

    public override ValueTask StartAsync() => ValueTask.CompletedTask;

    public override async ValueTask<bool> StepAsync()
    {
        Words = call.Arguments;
        await SendAsync("response.mcp_call_arguments.delta", "delta");
        return false;
    }

    public override async ValueTask FinishAsync()
    {
        await SendAsync("response.mcp_call_arguments.done", "arguments");
        await SendProgressAsync("in_progress");
        isCalled = true;
        await SendProgressAsync(call.Fails ? "failed" : "completed");
    }

    private ValueTask SendAsync(string type, string name) => Outbox.SendAsync(type, (Output: this, name), static (json, sent) =>
    {
        sent.Output.WritePlace(json);
        json.WriteString(sent.name, sent.Output.Words);
    });

    /// <summary>These name no response.</summary>
    private ValueTask SendProgressAsync(string progress) =>
        Outbox.SendAsync($"response.mcp_call.{progress}", this, static (json, output) =>
        {
            json.WriteString("item_id", output.Id);
            json.WriteNumber("output_index", output.Index);
        });
}

/// <summary>Asks the user whether a tool may be called.</summary>
internal sealed class ApprovalOutput(Outbox outbox, string responseId, int index, McpCall call) : Output(outbox, responseId, index)
{
    public override Item Item(string status) => new(new JsonObject
    {
        ["id"] = Id,
        ["object"] = "realtime.item",
        ["type"] = "mcp_approval_request",
        ["server_label"] = call.Server,
        ["name"] = call.Tool,
        ["arguments"] = call.Arguments,
    });

    public override ValueTask StartAsync() => ValueTask.CompletedTask;

    public override ValueTask<bool> StepAsync() => ValueTask.FromResult(false);

    public override ValueTask FinishAsync() => ValueTask.CompletedTask;
}
