using System.Globalization;
using Realtime.Console.Api;
using Realtime.Console.Sessions;

namespace Realtime.Console.Timelines;

/// <summary>What the address of a session's page asks for.</summary>
/// <param name="AsOf">The last version that counts; null for all.</param>
/// <param name="From">The begin of the window; null for all.</param>
public sealed record PictureQuery(string Conversation, string Session, long? AsOf, TimeSpan? From, TimeSpan? To)
{
    /// <summary>A value that is no number is as if it were not there: the page shows all then, and its address says so.</summary>
    public static PictureQuery Of(string conversation, string session, IQueryCollection query) =>
        new(conversation, session, Number(query["asOf"]), Milliseconds(query["from"]), Milliseconds(query["to"]));

    public string PageAddress => Address(SessionAddress.Of(Conversation, Session));

    public string FragmentAddress => Address("/fragments" + SessionAddress.Of(Conversation, Session));

    public PictureQuery At(TimeWindow? window) => this with { From = window?.From, To = window?.To };

    string Address(string path) =>
        path.With(("asOf", AsOf), ("from", (long?)From?.TotalMilliseconds), ("to", (long?)To?.TotalMilliseconds));

    static TimeSpan? Milliseconds(string? text) => Number(text) is { } ms and <= 1_000_000_000_000 ? TimeSpan.FromMilliseconds(ms) : null;

    static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>One session with the picture of its events.</summary>
/// <param name="Last">The last version that the session has now.</param>
/// <param name="Timeline">Null if no event counts.</param>
/// <param name="Omitted">How many versions at the begin are not in the picture, because there are too many.</param>
/// <param name="Cut">The picture ends before the version that was asked for, because the events before are too large.</param>
public sealed record SessionPicture(PictureQuery Query, SessionRow Session, bool IsLive, long First, long Last,
    IReadOnlyList<LogEvent> Events, Timeline? Timeline, long Omitted, bool Cut)
{
    public TimeWindow Window => Timeline is null ? default
        : new TimeWindow(Query.From ?? TimeSpan.Zero, Query.To ?? Timeline.Length).Within(Timeline.Length);
}
