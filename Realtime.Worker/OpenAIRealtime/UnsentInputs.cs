using System.Text.Json;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// Recorded texts and answers that did not reach the provider, as far as is known. A text that the provider took without confirming its
/// item is sent again, because a replay would not contain it. A text's item has an id that follows from the input's; one from the first
/// version has the provider's id, and is found by its words.
/// </summary>
static class UnsentInputs
{
    public static IReadOnlyList<SessionEvent> Of(IReadOnlyList<SessionEvent> events)
    {
        var messages = events.OfType<ItemDone>().Where(e => e.Item.Text("type") is "message").ToLookup(e => TextItems.IsOfText(e.ItemId));
        var known = messages[true].Select(e => e.ItemId).ToHashSet();
        var echoed = messages[false].Select(e => Words(e.Item)).ToList();
        var taken = events.OfType<TextDelivered>().Select(e => e.InputId).ToHashSet();
        var delivered = events.OfType<TextSubmitted>()
            .Where(e => known.Contains(TextItems.Of(e)) || taken.Contains(e.InputId) && echoed.Remove(e.Text)).Select(e => e.InputId)
                .ToHashSet();
        var told = events.OfType<ItemDone>().Where(e => e.Item.Text("type") is "function_call_output").Select(e => e.Item.Text("call_id"))
            .ToHashSet();
        var done = events.Select(DoneCommand).OfType<string>().ToHashSet();
        return [.. events.Where(e => e is TextSubmitted text && !delivered.Contains(text.InputId)
            || e is CommandSubmitted command && !done.Contains(command.InputId)
            || e is HandoffAnswered answer && !told.Contains(answer.CallId))];
    }

    /// <summary>
    /// The command that the provider took or refused. What it makes of a command comes with no other name, so none is told twice.
    /// </summary>
    static string? DoneCommand(SessionEvent e) => e switch
    {
        CommandDelivered delivered => delivered.InputId,
        CommandRefused refused => refused.InputId,
        _ => null,
    };

    /// <summary>The items of clients that the provider took and did not confirm: they may be missing on a new transport.</summary>
    public static IEnumerable<ItemSubmitted> Unconfirmed(IReadOnlyList<SessionEvent> events)
    {
        var (taken, known) = (events.OfType<CommandDelivered>().Select(e => e.InputId).ToHashSet(),
            events.OfType<ItemDone>().Select(e => e.ItemId).ToHashSet());
        return events.OfType<ItemSubmitted>().Where(e => taken.Contains(e.InputId) && !known.Contains(e.ItemId));
    }

    /// <summary>The texts among them that the provider took.</summary>
    public static IReadOnlyList<TextSubmitted> Unanswered(IReadOnlyList<SessionEvent> events) =>
        [.. Of(events).OfType<TextSubmitted>().Where(text => events.OfType<TextDelivered>().Any(taken => taken.InputId == text.InputId))];

    /// <summary>The texts and transcripts of an item's parts.</summary>
    static string Words(JsonElement item) =>
        item.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.Array
            ? string.Join(' ', content.EnumerateArray().Select(part => part.Text("text") ?? part.Text("transcript"))
                .Where(text => !string.IsNullOrEmpty(text)))
            : "";
}
