using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

internal sealed class CallOutput(Outbox outbox, string responseId, int index, FunctionCall call) : Output(outbox, responseId, index)
{
    private const int LettersPerDelta = 16;
    private readonly string callId = Ids.New("call");

    public override Item Item(string status) => new(new JsonObject
    {
        ["id"] = Id,
        ["object"] = "realtime.item",
        ["type"] = "function_call",
        ["status"] = status,
        ["call_id"] = callId,
        ["name"] = call.Name,
        ["arguments"] = Words,
    });

    public override ValueTask StartAsync() => ValueTask.CompletedTask;

    public override async ValueTask<bool> StepAsync()
    {
        var delta = call.Arguments[Words.Length..Math.Min(call.Arguments.Length, Words.Length + LettersPerDelta)];
        Words += delta;
        await SendAsync("response.function_call_arguments.delta", "delta", delta);
        return Words.Length < call.Arguments.Length;
    }

    public override ValueTask FinishAsync() => SendAsync("response.function_call_arguments.done", "arguments", Words);

    private ValueTask SendAsync(string type, string name, string value) =>
        Outbox.SendAsync(type, (Output: this, name, value), static (json, sent) =>
        {
            sent.Output.WritePlace(json);
            json.WriteString("call_id", sent.Output.callId);
            if (sent.name == "arguments")
                json.WriteString("name", sent.Output.Function);
            json.WriteString(sent.name, sent.value);
        });

    private string Function => call.Name;
}
