using Realtime.Console.Timelines;

namespace Realtime.Console.Api;

/// <param name="Next">The version after which the next page begins.</param>
/// <param name="More">Whether the conversation has events after Next.</param>
/// <param name="Live">The live session of the conversation.</param>
sealed record EventPage(IReadOnlyList<LogEvent> Events, long Next, bool More, Guid? Live);

/// <summary>The API's calls that read a conversation's events.</summary>
sealed class EventsApi(ApiCalls api)
{
    /// <summary>The most events of one picture, and the most pages (of 1 MiB, or one event) that the console reads for it.</summary>
    public const int MostEvents = 20_000, MostPages = 40;
    const int PageLimit = 1_000;

    public Task<EventPage> Page(string conversation, long after, int limit, CancellationToken ct) =>
        api.Get<EventPage>(ApiPath.Of("conversations", conversation, "events").With(("after", after), ("limit", limit)), ct);

    /// <summary>One event; null if the conversation does not have this version.</summary>
    public async Task<LogEvent?> One(string conversation, long version, CancellationToken ct)
    {
        try
        {
            return version > 0 && (await Page(conversation, version - 1, limit: 1, ct)).Events is [var first, ..] ? first : null;
        }
        catch (ApiProblemException e) when (e.Problem.Name is "beyond-end")
        {
            return null;
        }
    }

    /// <summary>The events of one session from one version to another, both inclusive; fewer if they are too many or too large.</summary>
    public async Task<IReadOnlyList<LogEvent>> OfSession(string conversation, Guid session, long from, long to, CancellationToken ct)
    {
        var events = new List<LogEvent>();
        var after = from - 1;
        for (var pages = 0; pages < MostPages && after < to && events.Count < MostEvents; pages++)
        {
            var page = await Page(conversation, after, (int)Math.Min(PageLimit, to - after), ct);
            events.AddRange(page.Events.Where(e => e.SessionId == session));
            if (page.Events.Count == 0 || !page.More) break;
            after = page.Next;
        }

        return events;
    }
}
