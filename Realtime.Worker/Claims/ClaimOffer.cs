using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>A session that a worker may take.</summary>
/// <param name="From">The owner it is taken over from: a lost one, or one that stops and offers it. Null where nobody claimed it yet.</param>
sealed record ClaimOffer(ConversationKey Conversation, Guid SessionId, OwnerToken? From = null);

/// <summary>What became of an offer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimAnswer>))]
enum ClaimAnswer
{
    /// <summary>The session is this worker's, on the record.</summary>
    Taken,

    /// <summary>This worker takes none now: another one may.</summary>
    NoRoom,

    /// <summary>The log says that nobody can take it so: somebody has it, it is over, or it may not be taken over.</summary>
    Gone,

    /// <summary>This worker could not take it, and another would fare no better: it says why in its log.</summary>
    Failed,
}

/// <summary>A worker that was offered the session failed at it.</summary>
sealed class ClaimFailedException(ClaimOffer offer) : Exception($"A worker failed to take session {offer.SessionId}; its log says why.");

/// <param name="Load">Sessions of the worker that answers.</param>
sealed record ClaimReply(ClaimAnswer Answer, int Load);
