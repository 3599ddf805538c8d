using System.Text.Json;
using Realtime.Sessions;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// What a session's events say was in the conversation, as messages for a new transport: texts, what was heard and said, tool calls and their
/// answers, in order. Audio is not in the log; where it has a transcript that stands for it, else it is named as not restored.
/// </summary>
/// <param name="ItemIds">Items keep their ids: what upstream says of them again is on the record already.</param>
/// <param name="InForce">The configuration that the old transport confirmed last.</param>
/// <param name="IsUnanswered">The old transport owed an answer: none had begun, or it was cut off.</param>
sealed record Replay(IReadOnlyList<ReadOnlyMemory<byte>> Messages, IReadOnlySet<string> ItemIds, IReadOnlyList<string> NotRestored, UpstreamConfigured? InForce, bool IsUnanswered)
{
    /// <summary>Of what is told to a new transport; beyond it the oldest is left out, and named.</summary>
    const int MostBytes = 8 * 1024 * 1024;

    /// <param name="leftOut">The number of older items, which are not among these events.</param>
    public static Replay Of(IEnumerable<SessionEvent> events, int leftOut = 0)
    {
        var items = new List<(string Id, JsonElement Item)>();
        var transcripts = new Dictionary<string, string>();
        var truncated = new Dictionary<string, long>();
        UpstreamConfigured? inForce = null;
        string? answering = null;
        var unanswered = false;
        foreach (var e in events)
        {
            answering = e switch { ResponseStarted begun => begun.ResponseId, ResponseDone => null, _ => answering };
            unanswered = e is TextDelivered or HandoffAnswered or ResponseStarted || unanswered && e is not ResponseDone;
            if (e is UpstreamConfigured configured) inForce = configured;
            if (e is TranscriptCompleted said) transcripts[said.ItemId] = said.Text;
            if (e is ItemTruncated cut) truncated[cut.ItemId] = cut.AudioMilliseconds;
            if (e switch { ItemDone(_, var id, _) => id, ItemDeleted(_, var id) => id, _ => null } is { } gone) items.RemoveAll(item => item.Id == gone);
            if (e is ItemDone done) items.Add((done.ItemId, done.Item));
        }

        var messages = new List<ReadOnlyMemory<byte>>();
        List<string> lost = [.. inForce is null ? [] : Configuration.NotRestored(inForce)];
        foreach (var (id, item) in items)
        {
            if (truncated.TryGetValue(id, out var heard)) lost.Add($"item {id}: cut off after {heard} ms, what was heard is not known");
            else if (Message(id, item, transcripts) is { } message) messages.Add(message);
            else lost.Add($"item {id}: audio without a transcript");
        }

        var (held, oldest) = (messages.Sum(message => (long)message.Length), 0);
        while (held > MostBytes && oldest < messages.Count - 1) held -= messages[oldest++].Length;
        if (oldest + leftOut > 0) lost.Add($"the oldest {oldest + leftOut} items: what was said is larger than {MostBytes} bytes");
        messages.RemoveRange(0, oldest);
        if (answering is not null) lost.Add($"response {answering}: cut off");
        return new Replay(messages, items.Select(item => item.Id).ToHashSet(), lost, inForce, unanswered);
    }

    static ReadOnlyMemory<byte>? Message(string id, JsonElement item, Dictionary<string, string> transcripts)
    {
        switch (item.Text("type"))
        {
            case "function_call":
                return UpstreamWriter.HandoffCall(item.Text("call_id") ?? "", item.Text("name") ?? "", item.Text("arguments") ?? "", id);
            case "function_call_output":
                return UpstreamWriter.HandoffAnswer(item.Text("call_id") ?? "", item.Text("output") ?? "", id);
            case "message":
                var role = item.Text("role") ?? "user";
                var text = transcripts.GetValueOrDefault(id) ?? Spoken(item);
                return text is { Length: > 0 } ? UpstreamWriter.TextItem(role, text, id) : null;
            default:
                return null;
        }
    }

    /// <summary>The texts and transcripts of an item's parts.</summary>
    public static string Spoken(JsonElement item) =>
        item.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
            ? string.Join(' ', content.EnumerateArray().Select(part => part.Text("text") ?? part.Text("transcript")).Where(text => !string.IsNullOrEmpty(text)))
            : "";
}
