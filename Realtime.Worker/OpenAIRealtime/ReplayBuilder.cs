using System.Text.Json;
using Realtime.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// Builds messages that restore a conversation on a new transport: texts, transcripts, tool calls and their answers, in order and under
/// their own ids. Audio is not in the log; its transcript replaces it. It names what it cannot restore.
/// </summary>
/// <param name="start">The start's options, whose session object has the secrets that the log does not have.</param>
sealed class ReplayBuilder(UpstreamWriter writer, SessionOptions? start = null)
{
    /// <summary>The most bytes of the messages; beyond it the oldest items are left out and named.</summary>
    const int MostBytes = 8 * 1024 * 1024;

    readonly List<(string Id, JsonElement Item)> items = [];
    readonly Dictionary<string, string> transcripts = [];
    readonly Dictionary<string, long> truncated = [];
    UpstreamConfigured? inForce;
    string? answering;

    public Replay Build(IReadOnlyList<SessionEvent> events, int leftOut)
    {
        foreach (var e in events) Read(e);
        var messages = new List<ReadOnlyMemory<byte>>();
        List<string> lost = [.. inForce is null ? [] : Configuration.NotRestored(inForce, start?.Session)];
        // The items of a transcription are only heard, never told: a new transport goes on without them.
        foreach (var (id, item) in start is { Type: SessionType.Transcription } ? [] : items)
        {
            if (truncated.TryGetValue(id, out var heard)) lost.Add($"item {id}: cut off after {heard} ms, what was heard is not known");
            else if (Message(id, item, lost) is { } message) messages.Add(message);
        }

        var (held, oldest) = (messages.Sum(message => (long)message.Length), 0);
        while (held > MostBytes && oldest < messages.Count - 1) held -= messages[oldest++].Length;
        if (oldest + leftOut > 0) lost.Add($"the oldest {oldest + leftOut} items: what was said is larger than {MostBytes} bytes");
        messages.RemoveRange(0, oldest);
        lost.AddRange(UnsentInputs.Unconfirmed(events).Select(item => $"item {item.ItemId}: taken, but not confirmed"));
        if (answering is not null) lost.Add($"response {answering}: cut off");
        return new Replay(messages, items.Select(item => item.Id).ToHashSet(), lost, inForce, UnsentInputs.Of(events),
            UnsentInputs.Unanswered(events));
    }

    void Read(SessionEvent e)
    {
        switch (e)
        {
            case ResponseStarted { OutOfBand: false } begun: answering = begun.ResponseId; break;
            case ResponseDone { OutOfBand: false }: answering = null; break;
            case UpstreamConfigured configured: inForce = configured; break;
            case TranscriptCompleted said: transcripts[said.ItemId] = said.Text; break;
            case ItemTruncated cut: truncated[cut.ItemId] = cut.AudioMilliseconds; break;
            case ItemDeleted deleted: items.RemoveAll(item => item.Id == deleted.ItemId); break;
            case ItemDone done:
                items.RemoveAll(item => item.Id == done.ItemId);
                items.Add((done.ItemId, done.Item));
                break;
        }
    }

    ReadOnlyMemory<byte>? Message(string id, JsonElement item, List<string> lost)
    {
        switch (item.Text("type"))
        {
            case "function_call" when item.Text("status") is "incomplete":
                lost.Add($"item {id}: a tool call that was cut off");
                return null;
            case "function_call" when item.Text("call_id") is { } call && item.Text("name") is { } name:
                return writer.ToolCall(call, name, item.Text("arguments") ?? "", id);
            case "function_call_output" when item.Text("call_id") is { } call:
                return writer.CallAnswer(call, item.Text("output") ?? "", id);
            case "mcp_list_tools":
                return null; // the provider lists a server's tools anew on every transport
            case "message":
                return Said(id, item, lost);
            case var type:
                lost.Add($"item {id}: {type ?? "an item without a type"} cannot be restored");
                return null;
        }
    }

    ReadOnlyMemory<byte>? Said(string id, JsonElement item, List<string> lost)
    {
        var role = item.Text("role") ?? "user";
        var transcript = transcripts.GetValueOrDefault(id);
        var parts = new List<Action<Utf8JsonWriter>>();
        foreach (var part in item.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
            ? content.EnumerateArray() : default)
        {
            switch (part.Text("type"))
            {
                case var type when MediaReference.In(part) is { } media && type is not ("input_audio" or "output_audio" or "audio"):
                    lost.Add($"item {id}: {type ?? "media"} of type {media.Type ?? "unknown"} and {media.Bytes} bytes is not in the log");
                    break;
                case "input_image" when role is "user" && part.Text("image_url") is { Length: > 0 }:
                    parts.Add(part.WriteTo);
                    break;
                case "input_text" or "output_text" or "text" when part.Text("text") is { Length: > 0 } text:
                    parts.Add(json => UpstreamWriter.WriteText(json, role, text));
                    break;
                case "input_text" or "output_text" or "text":
                    break;
                case "input_audio" or "output_audio" or "audio":
                    if ((transcript ?? part.Text("transcript")) is { Length: > 0 } words) parts.Add(json =>
                        UpstreamWriter.WriteText(json, role, words));
                    else lost.Add($"item {id}: audio without a transcript");
                    transcript = null;
                    break;
                case var type:
                    lost.Add($"item {id}: a part of type {type ?? "unknown"} cannot be restored");
                    break;
            }
        }

        // An item may be recorded without parts: then only its transcript is known.
        if (parts.Count == 0 && transcript is { Length: > 0 } all) parts.Add(json => UpstreamWriter.WriteText(json, role, all));
        if (parts.Count == 0 && !lost.Any(named => named.StartsWith($"item {id}:", StringComparison.Ordinal))) lost.Add(
            $"item {id}: a message without words");
        if (parts.Count == 0) return null;
        return writer.Message(role, parts, id);
    }
}
