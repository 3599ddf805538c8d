using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

internal sealed class TextOutput(Outbox outbox, string responseId, int index, string reply) : Output(outbox, responseId, index)
{
    private readonly Queue<string> left = new(Reply.WordsOf(reply));

    public override Item Item(string status) =>
        Message(status, status == "in_progress" ? null : new JsonObject { ["type"] = "output_text", ["text"] = Words });

    public override ValueTask StartAsync() => SendPartAsync("response.content_part.added", "text", "text", "");

    public override async ValueTask<bool> StepAsync()
    {
        if (!left.TryDequeue(out var word))
            return false;

        Words += word;
        await SendTextAsync("response.output_text.delta", "delta", word);
        return left.Count > 0;
    }

    public override async ValueTask FinishAsync()
    {
        await SendTextAsync("response.output_text.done", "text", Words);
        await SendPartAsync("response.content_part.done", "text", "text", Words);
    }
}
