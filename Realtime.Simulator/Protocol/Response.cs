using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>One response: its start, its steps, and its end, complete or interrupted.</summary>
internal sealed class Response
{
    private readonly Outbox outbox;
    private readonly SessionSettings settings;
    private readonly ConversationItems items;
    private readonly ResponseOptions options;
    private readonly Output[] outputs;
    private int at;

    public Response(Outbox outbox, SessionSettings settings, ConversationItems items, ResponseOptions options)
    {
        (this.outbox, this.settings, this.items, this.options) = (outbox, settings, items, options);
        outputs = [.. OutputsOf(Reply.To(options.Input, options.Tools, options.MayCallSeveral, items.RequestOf(options.Input)))];
    }

    public string Id { get; } = Ids.New("resp");

    public bool IsInConversation => options.InConversation;

    public async ValueTask StartAsync()
    {
        await outbox.SendAsync("response.created", this, static (json, response) => response.Write(json, "in_progress", null));
        await RateLimits.SendAsync(outbox);
        await BeginAsync();
    }

    /// <summary>Sends the next delta; false when none is left.</summary>
    public async ValueTask<bool> StepAsync()
    {
        if (await outputs[at].StepAsync())
            return true;
        if (at == outputs.Length - 1)
            return false;

        await EndAsync(ResponseEnd.Completed.ItemStatus);
        at++;
        await BeginAsync();
        return true;
    }

    private async ValueTask BeginAsync()
    {
        await outputs[at].SendItemAsync("response.output_item.added", "in_progress");
        if (options.InConversation)
            await items.AddAsync(outputs[at].Item("in_progress"));
        await outputs[at].StartAsync();
    }

    private async ValueTask EndAsync(string status)
    {
        await outputs[at].FinishAsync();
        if (options.InConversation)
            await items.DoneAsync(outputs[at].Item(status));
        await outputs[at].SendItemAsync("response.output_item.done", status);
    }

    private IEnumerable<Output> OutputsOf(Reply reply)
    {
        var index = 0;
        foreach (var call in reply.Calls)
            yield return new CallOutput(outbox, Id, index++, call);
        if (reply.McpCall is { } mcp)
            yield return mcp.AsksFirst ? new ApprovalOutput(outbox, Id, index++, mcp) : new McpOutput(outbox, Id, index++, mcp, reply.Approval);
        if (reply.Words.Length > 0 || index == 0)
            yield return options.SpeaksAudio
                ? new SpokenOutput(outbox, Id, index, reply.Words, options.Format)
                : new TextOutput(outbox, Id, index, reply.Words);
    }

    public async ValueTask FinishAsync(ResponseEnd end)
    {
        await EndAsync(end.ItemStatus);
        await outbox.SendAsync("response.done", (Response: this, end),
            static (json, done) => done.Response.Write(json, done.end.Status, done.end));
    }

    private void Write(Utf8JsonWriter json, string status, ResponseEnd? end)
    {
        json.WriteStartObject("response");
        json.WriteString("object", "realtime.response");
        json.WriteString("id", Id);
        json.WriteString("status", status);
        WriteDetails(json, end);
        json.WriteStartArray("output");
        if (end is not null)
        {
            foreach (var output in outputs[..(at + 1)])
                output.Item(output.Index == at ? end.ItemStatus : ResponseEnd.Completed.ItemStatus).Json.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteString("conversation_id", options.InConversation ? items.ConversationId : null);
        json.WriteStartArray("output_modalities");
        json.WriteStringValue(options.SpeaksAudio ? "audio" : "text");
        json.WriteEndArray();
        json.WriteString("max_output_tokens", "inf");
        json.WriteStartObject("audio");
        Write(json, "output", settings.OutputAudio);
        json.WriteEndObject();
        WriteUsage(json, end);
        Write(json, "metadata", options.Metadata);
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, ResponseEnd? end)
    {
        if (end is null || end == ResponseEnd.Completed)
        {
            json.WriteNull("status_details");
            return;
        }

        json.WriteStartObject("status_details");
        json.WriteString("type", end.Status);
        if (end.Reason is not null)
            json.WriteString("reason", end.Reason);
        if (end.Code is not null)
        {
            json.WriteStartObject("error");
            json.WriteString("type", "server_error");
            json.WriteString("code", end.Code);
            json.WriteString("message", "The model failed to answer.");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter json, ResponseEnd? end)
    {
        if (end is null)
            json.WriteNull("usage");
        else
            Usage.Write(json, options.Input, outputs[..(at + 1)]);
    }

    private static void Write(Utf8JsonWriter json, string name, JsonNode? value)
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }
}
