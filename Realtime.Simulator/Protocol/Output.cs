using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>One output item of a response, and the events that send it piece by piece.</summary>
internal abstract class Output(Outbox outbox, string responseId, int index)
{
    protected Outbox Outbox => outbox;

    /// <summary>Its place among the items of the response.</summary>
    public int Index => index;

    protected string Id { get; } = Ids.New("item");

    /// <summary>The words sent so far.</summary>
    public string Words { get; protected set; } = "";

    /// <summary>The length of the audio sent so far, in milliseconds.</summary>
    public int AudioMilliseconds { get; protected set; }

    public abstract Item Item(string status);

    public abstract ValueTask StartAsync();

    public abstract ValueTask<bool> StepAsync();

    public abstract ValueTask FinishAsync();

    public ValueTask SendItemAsync(string type, string status) =>
        outbox.SendAsync(type, (responseId, index, Item: Item(status)), static (json, sent) =>
        {
            json.WriteString("response_id", sent.responseId);
            json.WriteNumber("output_index", sent.index);
            json.WritePropertyName("item");
            sent.Item.Json.WriteTo(json);
        });

    protected void WritePlace(Utf8JsonWriter json)
    {
        json.WriteString("response_id", responseId);
        json.WriteString("item_id", Id);
        json.WriteNumber("output_index", index);
    }

    protected void WriteContentPlace(Utf8JsonWriter json)
    {
        WritePlace(json);
        json.WriteNumber("content_index", 0);
    }

    protected ValueTask SendTextAsync(string type, string name, string text) =>
        outbox.SendAsync(type, (Output: this, name, text), static (json, sent) =>
        {
            sent.Output.WriteContentPlace(json);
            json.WriteString(sent.name, sent.text);
        });

    protected ValueTask SendPartAsync(string type, string partType, string name, string text) =>
        outbox.SendAsync(type, (Output: this, partType, name, text), static (json, sent) =>
        {
            sent.Output.WriteContentPlace(json);
            json.WriteStartObject("part");
            json.WriteString("type", sent.partType);
            json.WriteString(sent.name, sent.text);
            json.WriteEndObject();
        });

    protected Item Message(string status, JsonObject? content) => new(new JsonObject
    {
        ["id"] = Id,
        ["object"] = "realtime.item",
        ["type"] = "message",
        ["status"] = status,
        ["role"] = "assistant",
        ["content"] = content is null ? [] : new JsonArray(content),
    })
    {
        AudioMilliseconds = AudioMilliseconds,
    };
}
