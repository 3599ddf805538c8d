using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>A session that a worker may take.</summary>
/// <param name="From">The owner it is taken over from: a lost one, or one that stops and offers it. Null where nobody claimed it yet.</param>
sealed record ClaimOffer(string Conversation, Guid SessionId, OwnerToken? From = null);

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
}

/// <param name="Load">Sessions of the worker that answers.</param>
sealed record ClaimReply(ClaimAnswer Answer, int Load);
