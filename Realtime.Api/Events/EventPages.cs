using System.Text.Json;
using Microsoft.Extensions.Options;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Events;

/// <summary>
/// Writes a page of a conversation's events as they are stored, without decoding the data. It disconnects a client that does not take the
/// page in <see cref="ApiOptions.SlowFollowerSeconds"/>, because other readers may wait for the place of a large event.
/// </summary>
sealed class EventPages(EventReader reader, Conversations conversations, IOptions<ApiOptions> options, TimeProvider time)
{
    public async Task Write(ConversationKey conversation, long after, int limit, bool anchor, HttpResponse response, CancellationToken ct)
    {
        // Load the state first: the page can then read every event up to its version.
        var now = await conversations.Load(conversation, ct) ?? throw new UnknownConversationException(conversation.Name);
        using var page = await reader.Page(conversation, after, limit, ct);
        var events = DamagedConversationException.Whole(conversation, after, page.Events);
        if (events.Count == 0 && now.Version > after) throw new DamagedConversationException(conversation, after + 1);
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("conversation", conversation.Name);
        if (anchor) await WriteAnchor(json, conversation, after, events, ct);
        else WriteEvents(json, events);
        json.WriteNumber("next", events.Count > 0 ? events[^1].Version : after);
        json.WriteBoolean("more", page.More || events.Count < page.Events.Count);
        if (now.State.Live is { } live) json.WriteString("live", live.SessionId);
        else json.WriteNull("live");
        json.WriteEndObject();
        try
        {
            await json.FlushAsync(ct).WaitAsync(TimeSpan.FromSeconds(options.Value.SlowFollowerSeconds), time, ct);
        }
        catch (TimeoutException)
        {
            response.HttpContext.Abort();
        }
    }

    static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<LoggedEvent> events)
    {
        json.WriteStartArray("events");
        foreach (var e in events) e.WriteTo(json);
        json.WriteEndArray();
    }

    /// <summary>Notifications depend on whether the session started before the page; at most one session was live there.</summary>
    async Task WriteAnchor(Utf8JsonWriter json, ConversationKey conversation, long after, IReadOnlyList<LoggedEvent> events,
        CancellationToken ct)
    {
        json.WriteStartArray("notifications");
        var started = new HashSet<Guid>();
        foreach (var e in events.Select(e => e.Decode()).OfType<SessionEvent>())
        {
            if (e is SessionEnded && after > 0 && !started.Contains(e.SessionId)
                && await StartedBefore(e.SessionId, conversation, after, ct))
                started.Add(e.SessionId);
            if (e is SessionStarted) started.Add(e.SessionId);
            foreach (var notification in AnchorNotifications.Of(e, started.Contains(e.SessionId)))
                JsonSerializer.Serialize(json, notification, EventTypes.Json);
        }

        json.WriteEndArray();
    }

    async Task<bool> StartedBefore(Guid session, ConversationKey conversation, long after, CancellationToken ct) =>
        await conversations.FindStart(conversation.Tenant, session, ct) is { } started && started.StreamKey == conversation.Stream
            && started.Version <= after;
}
