using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Problems;

namespace Realtime.Api.Events;

static class ReadEvents
{
    const int DefaultLimit = 200;
    const int MaximumLimit = 1_000;

    public static Task Handle(
        string conversation, HttpContext context, ClaimsPrincipal caller, EventPages pages, EventStream stream,
        CancellationToken ct, long after = 0, int limit = DefaultLimit, string? view = null)
    {
        if (after < 0) throw new InvalidOptionsException("after", "after must be 0 or the version of the last event you have.");
        if (limit is < 1 or > MaximumLimit) throw new InvalidOptionsException("limit", $"limit must be 1 to {MaximumLimit}.");
        if (view is not (null or "anchor")) throw new InvalidOptionsException("view", "view must be anchor, or left out.");
        if (!context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/event-stream"))
            return pages.Write(caller.Conversation(conversation), after, limit, anchor: view is not null, context.Response, ct);
        if (view is not null)
            throw new InvalidOptionsException("view", "view=anchor is a page: ask for it without Accept: text/event-stream.");
        return stream.Write(caller.Conversation(conversation), LastEventId(context.Request) ?? after, context.Response, ct);
    }

    /// <summary>The version in Last-Event-ID, which a reconnecting EventSource sends.</summary>
    static long? LastEventId(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("Last-Event-ID", out var id) || id.ToString() is not { Length: > 0 } text) return null;
        return long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var version)
            ? version
            : throw new InvalidOptionsException("Last-Event-ID", "Last-Event-ID must be the id of an event: a version.");
    }
}
