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
    private readonly Output output;

    public Response(Outbox outbox, SessionSettings settings, ConversationItems items, ResponseOptions options)
    {
        (this.outbox, this.settings, this.items, this.options) = (outbox, settings, items, options);
        var reply = Reply.To(options.Input, options.Tools);
        output = reply.Call is { } call ? new CallOutput(outbox, Id, call)
            : options.SpeaksAudio ? new SpokenOutput(outbox, Id, reply.Words)
            : new TextOutput(outbox, Id, reply.Words);
    }

    public string Id { get; } = Ids.New("resp");

    public async ValueTask StartAsync()
    {
        await outbox.SendAsync("response.created", this, static (json, response) => response.Write(json, "in_progress", null));
        await RateLimits.SendAsync(outbox);
        await output.SendItemAsync("response.output_item.added", "in_progress");
        if (options.InConversation)
            await items.AddAsync(output.Item("in_progress"));
        await output.StartAsync();
    }

    /// <summary>Sends the next delta; false when none is left.</summary>
    public ValueTask<bool> StepAsync() => output.StepAsync();

    public async ValueTask FinishAsync(ResponseEnd end)
    {
        await output.FinishAsync();
        if (options.InConversation)
            await items.DoneAsync(output.Item(end.ItemStatus));
        await output.SendItemAsync("response.output_item.done", end.ItemStatus);
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
            output.Item(end.ItemStatus).Json.WriteTo(json);
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
            Usage.Write(json, options.Input, output);
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
