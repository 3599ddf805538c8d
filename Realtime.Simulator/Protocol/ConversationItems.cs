using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Speech;

namespace Realtime.Simulator.Protocol;

/// <summary>The items of a conversation, in order.</summary>
internal sealed class ConversationItems(Outbox outbox, int maxItems)
{
    private const string Root = "root";
    private readonly List<Item> items = [];

    public string ConversationId { get; } = Ids.New("conv");

    public Item? Last => items.Count == 0 ? null : items[^1];

    /// <summary>The item that the model must answer: the last one of a user or of a function's output.</summary>
    public Item? LastHeard => items.FindLast(item => item.Role == "user" || item.Type is "function_call_output" or "mcp_approval_response");

    /// <summary>The request for approval that this item answers; null if it answers none.</summary>
    public Item? RequestOf(Item? answer) => answer?.Json.Text("approval_request_id") is { } id ? items.Find(item => item.Id == id) : null;

    public async ValueTask<Item> CreateAsync(JsonObject request)
    {
        var item = ClientItem.Read(request.Object("item") ?? throw ClientEventException.Missing("item"));
        if (items.Exists(known => known.Id == item.Id))
            throw ClientEventException.Invalid("item.id", $"an item with id '{item.Id}' already exists.");
        if (item.Type == "function_call_output"
            && !items.Exists(known => known.Type == "function_call" && known.Json.Text("call_id") == item.Json.Text("call_id")))
            throw new ClientEventException(
                "invalid_tool_call_id", $"The conversation has no function call '{item.Json.Text("call_id")}'.", "item.call_id");

        if (item.Type == "mcp_approval_response" && RequestOf(item)?.Type != "mcp_approval_request")
            throw new ClientEventException("invalid_approval_request_id",
                $"The conversation has no request for approval '{item.Json.Text("approval_request_id")}'.", "item.approval_request_id");

        var after = request.Text("previous_item_id");
        var place = after switch
        {
            null => items.Count,
            Root => 0,
            _ => IndexOf(after, "previous_item_id") + 1,
        };
        await InsertAsync(item, place);
        await DoneAsync(item);
        return item;
    }

    public ValueTask AddAsync(Item item) => InsertAsync(item, items.Count);

    /// <summary>Replaces the item in progress with the finished one, and sends that it is done.</summary>
    public ValueTask DoneAsync(Item item)
    {
        var index = items.FindIndex(known => known.Id == item.Id);
        if (index >= 0)
            items[index] = item;
        return SendAsync("conversation.item.done", item, index > 0 ? items[index - 1].Id : null);
    }

    /// <summary>Sends the item with audio: a tone of its length, as the simulator keeps no audio.</summary>
    public ValueTask RetrieveAsync(string id)
    {
        var item = items[IndexOf(id, "item_id")];
        var whole = (JsonObject)item.Json.DeepClone();
        if (item.AudioMilliseconds > 0 && whole["content"]?[0] is JsonObject part)
            part["audio"] = Convert.ToBase64String(Tone.Pcm(Math.Min(item.AudioMilliseconds, Tone.LongestMilliseconds)));
        return outbox.SendAsync("conversation.item.retrieved", whole, static (json, item) =>
        {
            json.WritePropertyName("item");
            item.WriteTo(json);
        });
    }

    public ValueTask DeleteAsync(string id)
    {
        items.RemoveAt(IndexOf(id, "item_id"));
        return outbox.SendAsync("conversation.item.deleted", id, static (json, id) => json.WriteString("item_id", id));
    }

    public ValueTask TruncateAsync(JsonObject request)
    {
        var index = IndexOf(request.RequiredText("item_id"), "item_id");
        var item = items[index];
        var contentIndex = request.Whole("content_index") ?? throw ClientEventException.Missing("content_index");
        var end = request.Whole("audio_end_ms") ?? throw ClientEventException.Missing("audio_end_ms");
        if (item.Role != "assistant" || item.AudioMilliseconds == 0 || contentIndex != 0)
            throw ClientEventException.Invalid("item_id", "only audio of the assistant can be truncated.");
        if (end < 0 || end > item.AudioMilliseconds)
            throw ClientEventException.Invalid(
                "audio_end_ms", $"the audio of {item.AudioMilliseconds} ms is already shorter than {end} ms.");

        // The user did not hear the rest of the audio, so its words are removed too.
        item.Json["content"]![0]!["transcript"] = "";
        items[index] = item with { AudioMilliseconds = end };
        return outbox.SendAsync("conversation.item.truncated", (item.Id, contentIndex, end), static (json, truncated) =>
        {
            json.WriteString("item_id", truncated.Id);
            json.WriteNumber("content_index", truncated.contentIndex);
            json.WriteNumber("audio_end_ms", truncated.end);
        });
    }

    private ValueTask InsertAsync(Item item, int index)
    {
        items.Insert(index, item);
        var previous = index > 0 ? items[index - 1].Id : null;
        if (items.Count > maxItems)
            items.RemoveAt(0);
        return SendAsync("conversation.item.added", item, previous);
    }

    private ValueTask SendAsync(string type, Item item, string? previous) =>
        outbox.SendAsync(type, (item, previous), static (json, added) =>
        {
            json.WriteString("previous_item_id", added.previous);
            json.WritePropertyName("item");
            added.item.Json.WriteTo(json);
        });

    private int IndexOf(string id, string parameter)
    {
        var index = items.FindIndex(item => item.Id == id);
        return index >= 0 ? index : throw new ClientEventException("item_not_found", $"The conversation has no item '{id}'.", parameter);
    }
}
