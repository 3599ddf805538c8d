using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Sessions;

// Stored shapes, as are those of ItemEvents.cs, ResponseEvents.cs and ClientCommands.cs. The stored name follows from the type
// (SessionEnded is session_ended), so renaming a type or a property is a data migration. docs/events.md prints these words.

/// <summary>One event in the stream of a conversation.</summary>
public abstract record ConversationEvent;

/// <summary>An event of one session in a conversation.</summary>
/// <param name="SessionId">The session to which the event belongs.</param>
public abstract record SessionEvent(Guid SessionId) : ConversationEvent
{
    /// <summary>
    /// The parts that were too long for an event and are cut, each with its length before, for example "text: 400000 bytes". Null if
    /// nothing is cut.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Cut { get; init; }
}

/// <summary>A client has asked for a session. It is live from here until its <see cref="SessionEnded"/>.</summary>
/// <param name="Options">What the start asked for, with defaults filled in.</param>
public sealed record SessionRequested(Guid SessionId, SessionOptions Options) : SessionEvent(SessionId)
{
    /// <summary>What the answer to the start told its client to change soon, such as a model that ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>
/// A worker has become the owner of the session: the first one after the request, another one if the owner is lost or stops.
/// </summary>
/// <param name="WorkerId">The new owner; a restarted worker has a new id.</param>
/// <param name="Address">The worker's internal address.</param>
/// <param name="Epoch">The number of the owner, from 1 on. It is the fencing token: appends of an owner with a lower number fail.</param>
public sealed record SessionClaimed(Guid SessionId, string WorkerId, string Address, int Epoch) : SessionEvent(SessionId);

/// <summary>The transport is open and the first session.update is written. It precedes all events of the provider.</summary>
/// <param name="Model">The model that the worker asked for.</param>
/// <param name="Voice">The voice that the start asked for; null for the model's own.</param>
/// <param name="ConnectMilliseconds">How long the transport took to open.</param>
public sealed record SessionStarted(Guid SessionId, string Model, string? Voice, long ConnectMilliseconds) : SessionEvent(SessionId);

/// <summary>The provider has confirmed a new configuration, from the worker or from a live driver.</summary>
/// <param name="UpstreamSessionId">The provider's own id of the session; null if it does not say. Each transport has another one.</param>
/// <param name="Configuration">
/// The provider's session object as it holds from here on, without secrets, and without instructions that equal those of the start.
/// </param>
/// <param name="NotRecorded">The paths of parts that are secret or too large, for example tools[0].headers; null if there are none.</param>
public sealed record UpstreamConfigured(Guid SessionId, string? UpstreamSessionId, JsonElement Configuration,
    IReadOnlyList<string>? NotRecorded = null) : SessionEvent(SessionId);

/// <summary>
/// A new transport has replaced one that is close to the provider's limit. The worker has told it the conversation so far, except for what
/// <see cref="NotRestored"/> names.
/// </summary>
/// <param name="ItemsReplayed">The number of items that the new transport was told.</param>
/// <param name="NotRestored">What the new transport does not know, in words for people; empty if it knows everything.</param>
public sealed record TransportRenewed(Guid SessionId, int ItemsReplayed, IReadOnlyList<string> NotRestored) : SessionEvent(SessionId);

/// <summary>
/// After the session's worker was lost or stopped, a new owner has opened a new transport and has told it the conversation.
/// </summary>
/// <param name="WorkerId">The new owner.</param>
/// <param name="Epoch">The number of the owner, as in its <see cref="SessionClaimed"/>.</param>
/// <param name="ItemsReplayed">The number of items that the new transport was told.</param>
/// <param name="NotRestored">What the new transport does not know, in words for people; empty if it knows everything.</param>
public sealed record SessionResumed(Guid SessionId, string WorkerId, int Epoch, int ItemsReplayed, IReadOnlyList<string> NotRestored)
    : SessionEvent(SessionId);

/// <summary>A client has asked for the end. At most one for each session. The owner then ends the session.</summary>
public sealed record EndRequested(Guid SessionId) : SessionEvent(SessionId);

/// <summary>The end: one for each session, and its last event.</summary>
/// <param name="Reason">Why the session ended: the first cause counts.</param>
/// <param name="Error">The failure that ended the session; null if it ended without one.</param>
/// <param name="CloseCode">The code of the provider's Close frame; null if it sent none.</param>
/// <param name="CloseReason">The reason in the provider's Close frame; null if it sent none.</param>
/// <param name="Totals">What the session used and recorded.</param>
/// <param name="TotalsComplete">
/// False if the audio, the dropped frames and the ignored messages of an owner are missing: another process recorded the end, or the
/// session had several owners. Events, tokens and costs come from the log, and are complete in any case.
/// </param>
public sealed record SessionEnded(
    Guid SessionId,
    EndReason Reason,
    SessionError? Error,
    int? CloseCode,
    string? CloseReason,
    SessionTotals Totals,
    bool TotalsComplete) : SessionEvent(SessionId);

/// <summary>The content of events of the conversation has been erased; the masked events stay.</summary>
/// <param name="Versions">The versions of the masked events.</param>
/// <param name="Digest">The SHA-256 of the masked events, in hexadecimal, so that a later change of them is found.</param>
public sealed record ContentMasked(IReadOnlyList<VersionRange> Versions, string Digest) : ConversationEvent;
