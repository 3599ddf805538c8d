using Realtime.Sessions;

namespace Realtime.Api.Live;

/// <summary>What a live socket attaches to.</summary>
/// <param name="RequestedVersion">The version of the session's session_requested.</param>
/// <param name="Drive">Whether its client wants to drive: to speak to the model. The first that wants to drives, the others listen.</param>
/// <param name="After">First sends the log's events after this version; null sends only the lifecycle from here on.</param>
sealed record LiveRequest(ConversationKey Conversation, Guid SessionId, long RequestedVersion, bool Drive, long? After)
{
    /// <summary>This socket started the session, so the session ends when the client closes.</summary>
    public bool StartedIt { get; init; }

    /// <summary>The client asks for marks: messages that say which version it has reached.</summary>
    public bool Marks { get; init; }
}
