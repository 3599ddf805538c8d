using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.EventLog.Claims;

/// <summary>A session that a worker may take.</summary>
/// <param name="From">The owner to take it over from: a lost worker, or one that stops. Null for a session without an owner.</param>
public sealed record ClaimOffer(ConversationKey Conversation, Guid SessionId, OwnerToken? From = null)
{
    /// <summary>
    /// The conversation as its last writer left it, which spares the worker a read. If somebody has written since, the append of the claim
    /// loses its race, and the worker reads the log. Null if the sender does not know it.
    /// </summary>
    public KnownConversation? Known { get; init; }
}

/// <summary>The answer to an offer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimAnswer>))]
public enum ClaimAnswer
{
    /// <summary>This worker owns the session, on the record.</summary>
    Taken,

    /// <summary>This worker has no room; another one may.</summary>
    NoRoom,

    /// <summary>No worker can take it: the log says that it has an owner, has ended, or may not be taken over.</summary>
    Gone,

    /// <summary>The claim failed, and would fail on another worker too; this worker's log says why.</summary>
    Failed,
}

/// <param name="Load">The number of sessions of the worker that answers.</param>
public sealed record ClaimReply(ClaimAnswer Answer, int Load);

/// <summary>What became of offering a session to peers.</summary>
/// <param name="Said">What each peer that was asked answered.</param>
public sealed record Placement(ClaimAnswer Answer, IReadOnlyList<(Peer Peer, string Words)> Said)
{
    /// <summary>For a log line.</summary>
    public string Words => Said.Count == 0
        ? "no worker has room"
        : string.Join("; ", Said.Select(s => $"worker {s.Peer.Id} at {s.Peer.Address}: {s.Words}"));
}
