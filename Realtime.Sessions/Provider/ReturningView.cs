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

    /// <summary>A response that waits for its hand-offs, because the provider tells them before it.</summary>
    ResponseDone? Held { get; init; }

    ImmutableList<JsonObject> Output { get; init; } = [];

    /// <summary>The view after this event. Its messages are added to <paramref name="to"/>, in order.</summary>
    /// <param name="version">The version of the event; each message has it as "version".</param>
    public ReturningView After(long version, ConversationEvent e, ICollection<JsonObject> to)
    {
        if (e is not SessionEvent of || of.SessionId != Session) return this;
        var says = new ReturningMessages(version, to);
        return of switch
        {
            HandoffRequested call => Told(call, says),
            ResponseDone { OutOfBand: false } done when done.Status is "completed" && !Calls.IsEmpty => Tell(says) with { Held = done },
            _ => Tell(says).Of(of, says),
        };
    }

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
            case ResponseStarted { OutOfBand: false } begun: says.Response("created", begun.ResponseId, "in_progress", []); break;
            case ResponseDone { OutOfBand: false } over:
                says.Response("done", over.ResponseId, over.Status, []);
                return this with { Calls = Calls.Clear() };
            case McpListChanged list: says.Mcp("mcp_list_tools", list.ItemId, list.Status); break;
            case McpCallChanged call: says.Mcp("response.mcp_call", call.ItemId, call.Status); break;
            case DtmfReceived key: says.Key(key); break;
            case UpstreamWarned warned: says.Warned(warned); break;
        }

        return this;
    }

    /// <summary>A call that nobody has answered; the response follows once all of its calls are told.</summary>
    ReturningView Told(HandoffRequested call, ReturningMessages says)
    {
        if (IsAnswered(call.CallId)) return this;
        var item = says.Call(call, Calls.TryGetValue(call.CallId, out var recorded) ? recorded : null, Held?.ResponseId);
        var view = this with { Calls = Calls.Remove(call.CallId), Output = Held is null ? Output : Output.Add(item) };
        return view.Calls.IsEmpty ? view.Tell(says) : view;
    }

    ReturningView Tell(ReturningMessages says)
    {
        if (Held is null) return this;
        says.Response("done", Held.ResponseId, Held.Status, Output);
        return this with { Held = null, Output = [], Calls = Calls.Clear() };
    }

    /// <summary>Calls are told as hand-offs, and an answer belongs to a call that has one.</summary>
    static bool IsOfCall(JsonElement item) => item.TextOf("type") is "function_call" or "function_call_output";

    static string? CallOf(JsonElement item) => item.TextOf("type") is "function_call" ? item.TextOf("call_id") : null;
}
