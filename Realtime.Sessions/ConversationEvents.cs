using System.Text.Json;

namespace Realtime.Sessions;

// Stored shapes. Marten names each after its type (SessionEnded is session_ended): renaming a type or a property is a data migration.

/// <summary>A fact of a conversation, one entry of its stream.</summary>
public abstract record ConversationEvent;

/// <summary>A fact of one session in a conversation.</summary>
public abstract record SessionEvent(Guid SessionId) : ConversationEvent;

/// <summary>A client asked for a session. From here it is live until its <see cref="SessionEnded"/>.</summary>
public sealed record SessionRequested(Guid SessionId, SessionOptions Options) : SessionEvent(SessionId);

/// <summary>A worker owns the session. Epoch is the fencing token: it grows with every owner of the session.</summary>
public sealed record SessionClaimed(Guid SessionId, string WorkerId, string Address, int Epoch) : SessionEvent(SessionId);

/// <summary>The transport is up and its first session.update is written. Precedes everything that upstream says.</summary>
public sealed record SessionStarted(Guid SessionId, string Model, string? Voice, long ConnectMilliseconds) : SessionEvent(SessionId);

/// <summary>
/// Upstream confirmed a configuration other than the last one, ours or a live driver's: its own session id, and all that is in force from then
/// on, without secrets. Instructions that are the start's own are left out.
/// </summary>
/// <param name="NotRecorded">Parts that are secret or too large, by their place: tools[0].headers.</param>
public sealed record UpstreamConfigured(Guid SessionId, string? UpstreamSessionId, JsonElement Configuration, IReadOnlyList<string>? NotRecorded = null) : SessionEvent(SessionId);

public sealed record TextSubmitted(Guid SessionId, string InputId, string Role, string Text) : SessionEvent(SessionId);

/// <summary>The text is written to upstream.</summary>
public sealed record TextDelivered(Guid SessionId, string InputId) : SessionEvent(SessionId);

public sealed record SpeechStarted(Guid SessionId, string? ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

public sealed record SpeechStopped(Guid SessionId, string? ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

public sealed record TranscriptDelta(Guid SessionId, string ItemId, string Role, string Text) : SessionEvent(SessionId);

public sealed record TranscriptCompleted(Guid SessionId, string ItemId, string Role, string Text) : SessionEvent(SessionId);

/// <summary>Upstream's item, as it wrote it but without audio.</summary>
public sealed record ItemAdded(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId);

public sealed record ItemDone(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId);

/// <summary>A live driver took the item out of the model's conversation.</summary>
public sealed record ItemDeleted(Guid SessionId, string ItemId) : SessionEvent(SessionId);

/// <summary>What the model said in this item was heard up to here only; it forgets the words.</summary>
public sealed record ItemTruncated(Guid SessionId, string ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

public sealed record ResponseStarted(Guid SessionId, string ResponseId) : SessionEvent(SessionId);

public sealed record ResponseDone(Guid SessionId, string ResponseId, string Status, TokenUsage Usage) : SessionEvent(SessionId);

/// <summary>The model calls a tool; somebody outside answers it.</summary>
public sealed record HandoffRequested(Guid SessionId, string CallId, string Name, string Arguments) : SessionEvent(SessionId);

/// <summary>The answer to a tool call: an output, or the failure that closed it.</summary>
public sealed record HandoffAnswered(Guid SessionId, string CallId, string? Output, string? Failure) : SessionEvent(SessionId);

/// <summary>A recoverable upstream error; the session lives on.</summary>
public sealed record UpstreamWarned(Guid SessionId, string Code, string Message) : SessionEvent(SessionId);

/// <summary>A new transport replaced one that neared the provider's limit: what was said so far was told to it, but for what is named.</summary>
public sealed record TransportRenewed(Guid SessionId, int ItemsReplayed, IReadOnlyList<string> NotRestored) : SessionEvent(SessionId);

/// <summary>A new owner has a new transport up after the session's worker was lost; what could not be restored is named.</summary>
public sealed record SessionResumed(Guid SessionId, string WorkerId, int Epoch, int ItemsReplayed, IReadOnlyList<string> NotRestored) : SessionEvent(SessionId);

/// <summary>Somebody asked for the end; at most one per session. The owner ends it.</summary>
public sealed record EndRequested(Guid SessionId) : SessionEvent(SessionId);

/// <summary>
/// The end, once per session and last of it. <paramref name="CloseCode"/> and <paramref name="CloseReason"/> are upstream's.
/// <paramref name="TotalsComplete"/> is false where somebody other than the owner recorded the end, or an earlier owner's part is missing.
/// </summary>
public sealed record SessionEnded(
    Guid SessionId,
    EndReason Reason,
    SessionError? Error,
    int? CloseCode,
    string? CloseReason,
    SessionTotals Totals,
    bool TotalsComplete) : SessionEvent(SessionId);

/// <summary>
/// What was said in these versions is erased: the events stay, masked. <paramref name="Digest"/> is the SHA-256, in hexadecimal, of
/// what the mask left, so that a later change of it shows.
/// </summary>
public sealed record ContentMasked(IReadOnlyList<VersionRange> Versions, string Digest) : ConversationEvent;
