using System.Text.Json;
using Microsoft.Extensions.Options;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Anchor;

namespace Realtime.Api.Events;

/// <summary>
/// Writes a page of a conversation's events as they are stored, without decoding the data, or of the notifications that codex clients
/// know. It disconnects a client that does not take the page in <see cref="ApiOptions.SlowFollowerSeconds"/>, because other readers may
/// wait for the place of a large event.
/// </summary>
sealed class EventPages(EventReader reader, AnchorReader anchors, Conversations conversations, IOptions<ApiOptions> options,
    TimeProvider time)
{
    public async Task Write(ConversationKey conversation, After from, int limit, bool anchor, HttpResponse response, CancellationToken ct)
    {
        // Load the state first: the page can then read every event up to its version.
        var now = await conversations.Load(conversation, ct) ?? throw new UnknownConversationException(conversation.Name);
        var after = from.In(conversation, now.Version);
        using var page = await reader.Page(conversation, after, limit, ct);
        var events = DamagedConversationException.Whole(conversation, after, page.Events);
        if (events.Count == 0 && now.Version > after) throw new DamagedConversationException(conversation, after + 1);
        var view = anchor ? await anchors.At(conversation, after, ct) : null;
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("conversation", conversation.Name);
        if (view is null) WriteEvents(json, events);
        else WriteAnchor(json, view, events);
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

    /// <summary>The view at the page's start, and the notifications of the page's events.</summary>
    static void WriteAnchor(Utf8JsonWriter json, AnchorView view, IReadOnlyList<LoggedEvent> events)
    {
        if (view.Active is { } active) json.WriteString("activeRealtimeSessionAtPageStart", active);
        else json.WriteNull("activeRealtimeSessionAtPageStart");
        var notifications = new List<AnchorNotification>();
        foreach (var e in events) view = e.After(view, notifications);
        json.WritePropertyName("notifications");
        JsonSerializer.Serialize(json, notifications, EventTypes.Json);
    }
}
