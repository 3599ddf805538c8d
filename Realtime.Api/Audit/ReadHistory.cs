using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Api.Audit;

/// <summary>A conversation as it was; at is null before its first event.</summary>
sealed record StateView(string Conversation, long Version, DateTimeOffset? At, LiveSession? Live, LastEnd? LastEnd);

static class ReadHistory
{
    const int DefaultLimit = 200;
    const int MaximumLimit = 1_000;

    public static async Task<IResult> Handle(
        string conversation, HttpContext context, ClaimsPrincipal caller, History history, EventReader reader, Ndjson ndjson,
        CancellationToken ct, long after = 0, int limit = DefaultLimit, string? asOf = null)
    {
        if (after < 0) throw new InvalidOptionsException("after", "after must be 0 or the version of the last event you have.");
        if (limit is < 1 or > MaximumLimit) throw new InvalidOptionsException("limit", $"limit must be 1 to {MaximumLimit}.");
        var moment = asOf is null ? null : Moment(asOf);
        var key = caller.Conversation(conversation);
        var stream = await history.Find(key, ct) ?? throw new UnknownConversationException(conversation);
        if (moment is { } then) return TypedResults.Ok(await State(key, then, history, reader, ct));
        if (Ndjson.IsAskedFor(context.Request))
            await ndjson.Write(context, history.All(key, after, upTo: stream.Version, ct), static (json, e) => e.WriteTo(json), ct);
        else
            await WritePage(conversation, stream, after, (await history.Page(key, after, limit, ct)).Events, context.Response, ct);
        return Results.Empty;
    }

    static async Task<StateView> State(ConversationKey conversation, (long Version, DateTimeOffset? Time) moment, History history,
        EventReader reader, CancellationToken ct)
    {
        var version = moment.Time is { } time ? await history.VersionAt(conversation, time, ct) : moment.Version;
        var then = await StateThen.Fold(reader, conversation, version, ct);
        return new StateView(conversation.Name, then.Version, then.At, then.State.Live, then.State.LastEnd);
    }

    static (long Version, DateTimeOffset? Time)? Moment(string asOf)
    {
        if (long.TryParse(asOf, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return (version, null);
        // A plus sign that was not escaped arrives as a space.
        if (DateTimeOffset.TryParse(asOf.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return (0, time);
        throw new InvalidOptionsException("asOf", "asOf must be a version, or a time such as 2030-01-31T12:00:00Z.");
    }

    static async Task WritePage(
        string conversation, (long Version, bool IsArchived) stream, long after, IReadOnlyList<RecordedEvent> events, HttpResponse response,
        CancellationToken ct)
    {
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("conversation", conversation);
        json.WriteNumber("version", stream.Version);
        json.WriteBoolean("archived", stream.IsArchived);
        json.WriteStartArray("events");
        foreach (var e in events) e.WriteTo(json);
        json.WriteEndArray();
        json.WriteNumber("next", events.Count > 0 ? events[^1].Event.Version : after);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }
}
