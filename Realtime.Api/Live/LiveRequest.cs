using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>What a live socket attaches to.</summary>
/// <param name="RequestedVersion">The version of the session's session_requested.</param>
/// <param name="Drive">Whether it wants to speak to the model; the first that wants to does, the others listen.</param>
/// <param name="After">First tell what the log has after this version; null tells only the lifecycle from here on.</param>
sealed record LiveRequest(ConversationKey Conversation, Guid SessionId, long RequestedVersion, bool Drive, long? After)
{
    /// <summary>The session was started by this socket: it ends when its client closes.</summary>
    public bool StartedIt { get; init; }
}
