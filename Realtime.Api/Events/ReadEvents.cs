using System.Security.Claims;
using Realtime.Api.Access;
using Realtime.Api.Limits;
using Realtime.Api.Problems;
using Realtime.EventLog;

namespace Realtime.Api.Events;

static class ReadEvents
{
    const int DefaultLimit = 200;
    const int MaximumLimit = 1_000;

    public static async Task Handle(
        string conversation, HttpContext context, ClaimsPrincipal caller, EventPages pages, EventStream stream, EventReader reader,
        CatchUps catchUps, CancellationToken ct, After? after = null, int limit = DefaultLimit, string? view = null, bool wait = false)
    {
        if (limit is < 1 or > MaximumLimit) throw new InvalidOptionsException("limit", $"limit must be 1 to {MaximumLimit}.");
        if (view is not (null or "anchor")) throw new InvalidOptionsException("view", "view must be anchor, or left out.");
        var isStream = context.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/event-stream");
        if (isStream && view is not null)
            throw new InvalidOptionsException("view", "view=anchor is a page: ask for it without Accept: text/event-stream.");
        if (!isStream && wait) throw new InvalidOptionsException("wait", "wait=true is for event streams: a page does not wait.");
        var from = (isStream ? LastEventId(context.Request) : null) ?? after ?? After.Beginning;
        var key = caller.Conversation(conversation);
        if (!isStream)
        {
            await pages.Write(key, from, limit, anchor: view is not null, context.Response, ct);
            return;
        }

        // A stream that could say nothing is refused here, so that its client knows.
        var last = await catchUps.Run(() => reader.Version(key, ct), ct);
        await stream.Write(key, from.In(key, last, waits: wait), context.Response, ct);
    }

    /// <summary>The version in Last-Event-ID, which a reconnecting EventSource sends.</summary>
    static After? LastEventId(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("Last-Event-ID", out var id) || id.ToString() is not { Length: > 0 } text) return null;
        return After.TryParse(text, out var version) && version.Version is not null
            ? version
            : throw new InvalidOptionsException("Last-Event-ID", "Last-Event-ID must be the id of an event: a version.");
    }
}
