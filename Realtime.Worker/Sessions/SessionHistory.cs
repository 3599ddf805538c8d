using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>What a session's part of the log says, for telling a new transport.</summary>
sealed class SessionHistory(EventReader reader)
{
    const int PageSize = 1_000;

    /// <summary>How long ago an event was recorded, by the database's clock.</summary>
    public Task<TimeSpan> Age(string conversation, long version, CancellationToken ct) => reader.Age(conversation, version, ct);

    /// <summary>What a new transport needs of the session's events after a version, up to the last or to <paramref name="upTo"/>.</summary>
    public async Task<SessionPast> Read(string conversation, Guid session, long after, CancellationToken ct, long upTo = long.MaxValue)
    {
        var past = new SessionPast();
        while (true)
        {
            using var page = await reader.Page(conversation, after, PageSize, ct);
            foreach (var logged in page.Events.TakeWhile(e => e.Version <= upTo))
            {
                if (logged.Decode() is SessionEvent e && e.SessionId == session) past.Add(e, logged.Data.Length);
            }

            if (!page.More || page.Events[^1].Version >= upTo) return past;
            after = page.Events[^1].Version;
        }
    }

    /// <summary>
    /// Texts and answers on the record that upstream was not told, as far as is known: a text that it took, but of whose item it has not said
    /// anything, is told again, for a replay would not hold it. A text's item is known by the id that follows from the input's; one that the
    /// first version told has an id of upstream's, and is known by its words.
    /// </summary>
    public static IReadOnlyList<SessionEvent> Unsent(IReadOnlyList<SessionEvent> events)
    {
        var messages = events.OfType<ItemDone>().Where(e => e.Item.Text("type") is "message").ToLookup(e => Items.IsOfText(e.ItemId));
        var known = messages[true].Select(e => e.ItemId).ToHashSet();
        var echoed = messages[false].Select(e => Replay.Spoken(e.Item)).ToList();
        var taken = events.OfType<TextDelivered>().Select(e => e.InputId).ToHashSet();
        var delivered = events.OfType<TextSubmitted>()
            .Where(e => known.Contains(Items.OfText(e)) || taken.Contains(e.InputId) && echoed.Remove(e.Text)).Select(e => e.InputId).ToHashSet();
        var told = events.OfType<ItemDone>().Where(e => e.Item.Text("type") is "function_call_output").Select(e => e.Item.Text("call_id")).ToHashSet();
        return [.. events.Where(e => e is TextSubmitted text && !delivered.Contains(text.InputId) || e is HandoffAnswered answer && !told.Contains(answer.CallId))];
    }

    /// <summary>Of those, the texts that upstream took.</summary>
    public static IEnumerable<TextSubmitted> Unanswered(IReadOnlyList<SessionEvent> events) =>
        Unsent(events).OfType<TextSubmitted>().Where(text => events.OfType<TextDelivered>().Any(taken => taken.InputId == text.InputId));
}
