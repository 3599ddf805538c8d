using Realtime.Sessions.Anchor;

namespace Realtime.Api.Description;

// The bodies that are written without records, for the description only.

/// <summary>An event with its place in the conversation and in the whole log. The schemas of all events are its alternatives.</summary>
abstract record EventEnvelope;

/// <summary>A page of a conversation's events; next is the after of the following page.</summary>
/// <param name="More">Whether events follow next.</param>
/// <param name="Live">The session that is live now.</param>
sealed record EventsPage(string Conversation, IReadOnlyList<EventEnvelope> Events, long Next, bool More, Guid? Live);

/// <summary>The notifications of a page's events, with view=anchor.</summary>
/// <param name="ActiveRealtimeSessionAtPageStart">The session that had started and not ended before the page.</param>
sealed record AnchorPage(string Conversation, Guid? ActiveRealtimeSessionAtPageStart, IReadOnlyList<AnchorNotification> Notifications,
    long Next, bool More, Guid? Live);

/// <summary>A message of the model's protocol, from the model.</summary>
sealed record ModelMessage(string Type);

/// <summary>A message of the model's protocol, from a client.</summary>
sealed record ClientMessage(string Type);

/// <summary>An event with who recorded it and why.</summary>
/// <param name="Actor">api or worker.</param>
/// <param name="Subject">The person or program that caused it; null if the service acted by itself.</param>
/// <param name="Key">The id of the API key, if one was used.</param>
/// <param name="Masked">True if its content was erased; else left out.</param>
sealed record AuditedEvent(Guid Id, string? Actor, string? Subject, string? Key, string? Correlation, string? Causation, string? Worker,
    string? Traceparent, long Version, long Sequence, string Type, DateTimeOffset At, System.Text.Json.JsonElement Data,
    Guid? SessionId = null, bool Masked = false);

/// <summary>A page of a conversation's whole history; version is that of the last event of all.</summary>
sealed record HistoryPage(string Conversation, long Version, bool Archived, IReadOnlyList<AuditedEvent> Events, long Next);
