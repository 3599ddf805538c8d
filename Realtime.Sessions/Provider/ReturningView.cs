using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Sessions.Provider;

/// <summary>
/// The log's events of one session as messages of the provider's protocol, for a client that comes back and speaks no other: what was said
/// is told as whole items, and a tool call only if nobody has answered it. A pure function of the events after some version.
/// </summary>
/// <param name="Session">The session; events of others say nothing.</param>
/// <param name="IsAnswered">Whether a call has its answer; neither such a call nor its answer is told again.</param>
/// <param name="Pins">What the holder of a client secret is not told; null for every other client.</param>
public sealed record ReturningView(Guid Session, Func<string, bool> IsAnswered, Pins? Pins)
{
    /// <summary>The items of calls that have not become hand-offs yet, by their call.</summary>
    ImmutableDictionary<string, JsonElement> Calls { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The response that the model gives; null between two, and if it began before the first event.</summary>
    string? Response { get; init; }

    /// <summary>The calls that were told of that response.</summary>
    ImmutableList<JsonObject> Output { get; init; } = [];

    /// <summary>The view after this event. Its messages are added to <paramref name="to"/>, in order.</summary>
    /// <param name="version">The version of the event; each message has it as "version".</param>
    public ReturningView After(long version, ConversationEvent e, ICollection<JsonObject> to) =>
        e is SessionEvent of && of.SessionId == Session ? Of(of, new ReturningMessages(version, to)) : this;

    ReturningView Of(SessionEvent e, ReturningMessages says)
    {
        switch (e)
        {
            case UpstreamConfigured configured: says.Configured(configured, Pins); break;
            case ItemAdded added when !IsOfCall(added.Item): says.Item("added", added.Item, added.PreviousItemId); break;
            case ItemDone done when !IsOfCall(done.Item): says.Item("done", done.Item, done.PreviousItemId); break;
            case ItemDone { Item: var item } when CallOf(item) is { } call && !IsAnswered(call):
                return this with { Calls = Calls.SetItem(call, item) };
            case TranscriptCompleted { Role: "user" } said: says.Transcribed(said); break;
            case TranscriptionFailed failed: says.NotTranscribed(failed); break;
            case ItemDeleted deleted: says.Deleted(deleted); break;
            case ItemTruncated cut: says.Truncated(cut); break;
            case ResponseStarted { OutOfBand: false } begun:
                says.Response("created", begun.ResponseId, "in_progress", []);
                return this with { Response = begun.ResponseId, Output = [] };
            case HandoffRequested call when !IsAnswered(call.CallId):
                return this with { Output = Output.Add(says.Call(call, Recorded(call), Response)), Calls = Calls.Remove(call.CallId) };
            case ResponseDone { OutOfBand: false } over:
                says.Response("done", over.ResponseId, over.Status, Output);
                return this with { Response = null, Output = [], Calls = Calls.Clear() };
            case McpListChanged list: says.Mcp("mcp_list_tools", list.ItemId, list.Status); break;
            case McpCallChanged call: says.Mcp("response.mcp_call", call.ItemId, call.Status); break;
            case DtmfReceived key: says.Key(key); break;
            case UpstreamWarned warned: says.Warned(warned); break;
        }

        return this;
    }

    JsonElement? Recorded(HandoffRequested call) => Calls.TryGetValue(call.CallId, out var item) ? item : null;

    /// <summary>Calls are told as hand-offs, and an answer belongs to a call that has one.</summary>
    static bool IsOfCall(JsonElement item) => item.TextOf("type") is "function_call" or "function_call_output";

    static string? CallOf(JsonElement item) => item.TextOf("type") is "function_call" ? item.TextOf("call_id") : null;
}
