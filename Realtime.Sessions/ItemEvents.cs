using System.Text.Json;
using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>A client has sent a text over HTTP. The worker tells the model in the order of the log.</summary>
/// <param name="InputId">The id of the text, from the client or made by the API, used once in its session.</param>
/// <param name="Role">Who speaks: user or system.</param>
/// <param name="Text">The words.</param>
public sealed record TextSubmitted(Guid SessionId, string InputId, string Role, string Text) : SessionEvent(SessionId);

/// <summary>The text has been written to the provider.</summary>
/// <param name="InputId">The id of the <see cref="TextSubmitted"/>.</param>
public sealed record TextDelivered(Guid SessionId, string InputId) : SessionEvent(SessionId);

/// <summary>The provider hears the user begin to speak.</summary>
/// <param name="ItemId">The item that the speech becomes; null if the provider does not say.</param>
/// <param name="AudioMilliseconds">Where the speech begins in the input audio of the transport.</param>
public sealed record SpeechStarted(Guid SessionId, string? ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

/// <summary>The provider hears the user stop.</summary>
/// <param name="ItemId">The item that the speech becomes; null if the provider does not say.</param>
/// <param name="AudioMilliseconds">Where the speech ends in the input audio of the transport.</param>
public sealed record SpeechStopped(Guid SessionId, string? ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

/// <summary>The next words of a transcript or of a text of the model, as they arrive.</summary>
/// <param name="ItemId">The item to which the words belong.</param>
/// <param name="Role">Who speaks: user or assistant.</param>
/// <param name="Text">The new words, to be added to those before.</param>
public sealed record TranscriptDelta(Guid SessionId, string ItemId, string Role, string Text) : SessionEvent(SessionId);

/// <summary>A transcript or a text of the model is whole.</summary>
/// <param name="ItemId">The item to which the words belong.</param>
/// <param name="Role">Who spoke: user or assistant.</param>
/// <param name="Text">All words. They may differ from those of the deltas.</param>
public sealed record TranscriptCompleted(Guid SessionId, string ItemId, string Role, string Text) : SessionEvent(SessionId)
{
    /// <summary>What a transcription of the user's audio used; null if the provider does not say, and for the model's own words.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TranscriptionUsage? Usage { get; init; }

    /// <summary>What <see cref="Usage"/> costs; null if it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Cost? Cost { get; init; }
}

/// <summary>The provider recognizes the speaker of a part of a transcript.</summary>
/// <param name="ItemId">The item to which the part belongs.</param>
/// <param name="SegmentId">The provider's id of the part; empty if it has none.</param>
/// <param name="Speaker">The provider's name for the speaker; null if it recognizes none.</param>
/// <param name="Text">The words of the part.</param>
/// <param name="StartMilliseconds">Where the part begins in the item's audio; null if the provider does not say.</param>
/// <param name="EndMilliseconds">Where the part ends in the item's audio; null if the provider does not say.</param>
public sealed record SpeakerSegment(
    Guid SessionId, string ItemId, string SegmentId, string? Speaker, string Text, long? StartMilliseconds, long? EndMilliseconds)
    : SessionEvent(SessionId);

/// <summary>The provider could not transcribe the user's audio. The item stays, without words.</summary>
/// <param name="ItemId">The item without words.</param>
/// <param name="Code">The provider's code of the error.</param>
/// <param name="Message">The provider's words.</param>
public sealed record TranscriptionFailed(Guid SessionId, string ItemId, string Code, string Message) : SessionEvent(SessionId);

/// <summary>An item is in the model's conversation, from a client or from the model. It may still be incomplete.</summary>
/// <param name="ItemId">The provider's id of the item.</param>
/// <param name="Item">
/// The provider's item, unchanged except that audio, images and files are references: their digest, type and size in bytes.
/// </param>
public sealed record ItemAdded(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId)
{
    /// <summary>The item before it in the model's conversation; null for the first one, or if the provider does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviousItemId { get; init; }
}

/// <summary>An item of the model's conversation is complete.</summary>
/// <param name="ItemId">The provider's id of the item.</param>
/// <param name="Item">The provider's item, with the same references as in <see cref="ItemAdded"/>.</param>
public sealed record ItemDone(Guid SessionId, string ItemId, JsonElement Item) : SessionEvent(SessionId)
{
    /// <summary>The item before it in the model's conversation; null for the first one, or if the provider does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviousItemId { get; init; }
}

/// <summary>The provider has deleted the item from the model's conversation, because a client or a live driver asked for it.</summary>
/// <param name="ItemId">The item that is gone.</param>
public sealed record ItemDeleted(Guid SessionId, string ItemId) : SessionEvent(SessionId);

/// <summary>The user has heard the model's item only up to here: speech or a live driver cut it. The model forgets the rest.</summary>
/// <param name="ItemId">The item that was cut.</param>
/// <param name="AudioMilliseconds">How much of the item's audio stays.</param>
public sealed record ItemTruncated(Guid SessionId, string ItemId, long AudioMilliseconds) : SessionEvent(SessionId);

/// <summary>The user said nothing for as long as the configuration allows, so the provider asks the model to speak.</summary>
/// <param name="ItemId">The item that the silence becomes; null if the provider does not say.</param>
/// <param name="StartMilliseconds">Where the silence begins in the input audio of the transport; null if the provider does not say.</param>
/// <param name="EndMilliseconds">Where it ends in the input audio of the transport; null if the provider does not say.</param>
public sealed record InputTimedOut(Guid SessionId, string? ItemId, long? StartMilliseconds, long? EndMilliseconds)
    : SessionEvent(SessionId);

/// <summary>The user has pressed a key of a telephone.</summary>
/// <param name="Key">The key: 0 to 9, *, #, A to D.</param>
/// <param name="ReceivedAt">When the provider received it, by its own clock; null if it does not say.</param>
public sealed record DtmfReceived(Guid SessionId, string Key, DateTimeOffset? ReceivedAt) : SessionEvent(SessionId);
