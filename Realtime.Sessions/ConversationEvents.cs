using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Sessions;

// Stored shapes. The stored name follows from the type (SessionEnded is session_ended), so renaming a type or a property is a data
// migration.

/// <summary>One event in the stream of a conversation.</summary>
public abstract record ConversationEvent;

/// <summary>An event of one session in a conversation.</summary>
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
public sealed record SessionRequested(Guid SessionId, SessionOptions Options) : SessionEvent(SessionId)
{
    /// <summary>What the answer to the start told its client to change soon, such as a model that ends.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Warnings { get; init; }
}

/// <summary>A worker has become the owner of the session. The epoch is the fencing token; it grows with every owner.</summary>
public sealed record SessionClaimed(Guid SessionId, string WorkerId, string Address, int Epoch) : SessionEvent(SessionId);

/// <summary>The transport is open and the first session.update is written. Precedes all events of upstream.</summary>
public sealed record SessionStarted(Guid SessionId, string Model, string? Voice, long ConnectMilliseconds) : SessionEvent(SessionId);

/// <summary>
/// Upstream has confirmed a new configuration, from us or from a live driver. The event has upstream's session id and the whole
/// configuration from then on, without secrets, and without instructions that equal those of the start.
/// </summary>
/// <param name="NotRecorded">The paths of parts that are secret or too large, for example tools[0].headers.</param>
public sealed record UpstreamConfigured(Guid SessionId, string? UpstreamSessionId, JsonElement Configuration,
    IReadOnlyList<string>? NotRecorded = null) : SessionEvent(SessionId);

public sealed record TextSubmitted(Guid SessionId, string InputId, string Role, string Text) : SessionEvent(SessionId);

/// <summary>The text has been written to upstream.</summary>
public sealed record TextDelivered(Guid SessionId, string InputId) : SessionEvent(SessionId);

public sealed record SpeechStarted(Guid SessionId, string? ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

public sealed record SpeechStopped(Guid SessionId, string? ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

public sealed record TranscriptDelta(Guid SessionId, string ItemId, string Role, string Text) : SessionEvent(SessionId);

public sealed record TranscriptCompleted(Guid SessionId, string ItemId, string Role, string Text) : SessionEvent(SessionId)
{
    /// <summary>What a transcription of the user's audio used; null if upstream does not say, and for the model's own words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TranscriptionUsage? Usage { get; init; }

    /// <summary>What <see cref="Usage"/> costs; null if it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Cost? Cost { get; init; }
}

/// <summary>A part of a transcript whose speaker upstream recognizes. The milliseconds count from the beginning of the item's audio.</summary>
public sealed record SpeakerSegment(
    Guid SessionId, string ItemId, string SegmentId, string? Speaker, string Text, long? StartMilliseconds, long? EndMilliseconds)
    : SessionEvent(SessionId);

/// <summary>Upstream could not transcribe the user's audio. The item stays, without words.</summary>
public sealed record TranscriptionFailed(Guid SessionId, string ItemId, string Code, string Message) : SessionEvent(SessionId);

/// <summary>An item of upstream, unchanged except that audio, images and files are references: their digest, type and size.</summary>
public sealed record ItemAdded(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId)
{
    /// <summary>The item before it in the model's conversation; null for the first one, or if upstream does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviousItemId { get; init; }
}

public sealed record ItemDone(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviousItemId { get; init; }
}

/// <summary>A live driver has deleted the item from the model's conversation.</summary>
public sealed record ItemDeleted(Guid SessionId, string ItemId) : SessionEvent(SessionId);

/// <summary>The user has heard the model's item only up to here. The model forgets the rest.</summary>
public sealed record ItemTruncated(Guid SessionId, string ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

public sealed record ResponseStarted(Guid SessionId, string ResponseId) : SessionEvent(SessionId)
{
    /// <summary>A live driver asked for it beside the conversation: it is no turn of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OutOfBand { get; init; }
}

/// <summary>A response is over: completed, cancelled, failed or incomplete. Usage is null if upstream does not send it.</summary>
public sealed record ResponseDone(Guid SessionId, string ResponseId, string Status, TokenUsage? Usage) : SessionEvent(SessionId)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OutOfBand { get; init; }

    /// <summary>Why the response is not complete; null if upstream does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResponseDetails? Details { get; init; }

    /// <summary>The model whose price counts, as upstream names it; null if it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>What <see cref="Usage"/> costs; null if it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Cost? Cost { get; init; }
}

/// <param name="Reason">For example turn_detected, client_cancelled, max_output_tokens or content_filter.</param>
/// <param name="Code">The error of a failed response.</param>
/// <param name="Message">The error's words.</param>
public sealed record ResponseDetails(string? Reason, string? Code, string? Message);

/// <summary>
/// Upstream lists the tools of a server that the model calls by itself. Status is in_progress, completed or failed. The tools are in the
/// item.
/// </summary>
public sealed record McpListChanged(Guid SessionId, string ItemId, string Status) : SessionEvent(SessionId);

/// <summary>
/// The model calls such a tool. Status is in_progress, completed or failed. The server, the arguments, the output and the error are in the
/// item, as are requests for an approval and their answers.
/// </summary>
public sealed record McpCallChanged(Guid SessionId, string ItemId, string Status) : SessionEvent(SessionId);

/// <summary>The user said nothing for as long as the configuration allows, so upstream asks the model to speak.</summary>
public sealed record InputTimedOut(Guid SessionId, string? ItemId, long? StartMilliseconds, long? EndMilliseconds)
    : SessionEvent(SessionId);

/// <summary>A telephone's key: 0 to 9, *, #, A to D. ReceivedAt is by upstream's clock.</summary>
public sealed record DtmfReceived(Guid SessionId, string Key, DateTimeOffset? ReceivedAt) : SessionEvent(SessionId);

/// <summary>Upstream's limits, whenever a limit or what remains of it has changed.</summary>
public sealed record RateLimitsChanged(Guid SessionId, IReadOnlyList<RateLimit> Limits) : SessionEvent(SessionId)
{
    /// <summary>The time of the reset passes by itself, and is no change.</summary>
    public bool IsAs(RateLimitsChanged other) => Limits.Select(limit => limit with { ResetSeconds = null })
        .SequenceEqual(other.Limits.Select(limit => limit with { ResetSeconds = null }));
}

/// <param name="Name">For example requests or tokens.</param>
/// <param name="ResetSeconds">When the limit is whole again.</param>
public sealed record RateLimit(string? Name, long? Limit, long? Remaining, double? ResetSeconds);

/// <summary>The model calls a tool, and waits for a client's answer.</summary>
public sealed record HandoffRequested(Guid SessionId, string CallId, string Name, string Arguments) : SessionEvent(SessionId);

/// <summary>The answer to a tool call: an output, or the failure with which the worker closed the call.</summary>
public sealed record HandoffAnswered(Guid SessionId, string CallId, string? Output, string? Failure) : SessionEvent(SessionId);

/// <summary>Upstream has sent an error, and the session goes on.</summary>
public sealed record UpstreamWarned(Guid SessionId, string Code, string Message) : SessionEvent(SessionId);

/// <summary>
/// A new transport has replaced one close to the provider's limit. It has been told the conversation so far, except for what NotRestored
/// names.
/// </summary>
public sealed record TransportRenewed(Guid SessionId, int ItemsReplayed, IReadOnlyList<string> NotRestored) : SessionEvent(SessionId);

/// <summary>
/// A new owner has opened a new transport after the session's worker was lost. NotRestored names what it could not restore.
/// </summary>
public sealed record SessionResumed(Guid SessionId, string WorkerId, int Epoch, int ItemsReplayed, IReadOnlyList<string> NotRestored)
    : SessionEvent(SessionId);

/// <summary>A client has asked for the end. At most one for each session. The owner then ends the session.</summary>
public sealed record EndRequested(Guid SessionId) : SessionEvent(SessionId);

/// <summary>
/// The end: one for each session, and its last event. <paramref name="CloseCode"/> and <paramref name="CloseReason"/> are upstream's.
/// <paramref name="TotalsComplete"/> is false if the audio, the dropped frames and the ignored messages of an owner are missing: another
/// process recorded the end, or the session had several owners. Events, tokens and costs come from the log, and are complete in any case.
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
/// The content of these versions has been erased; the masked events stay. <paramref name="Digest"/> is the SHA-256 of the masked events, in
/// hexadecimal, so that a later change of them is found.
/// </summary>
public sealed record ContentMasked(IReadOnlyList<VersionRange> Versions, string Digest) : ConversationEvent;
