using Realtime.Sessions;
using Realtime.Sessions.Provider;

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

    /// <summary>The client speaks the provider's protocol only: what it missed is told in messages of that protocol.</summary>
    public bool AsOpenAI { get; init; }

    /// <summary>It is known to be the client that started the session, so it may take the place of the driver.</summary>
    public bool IsStarter { get; init; }

    /// <summary>What the holder of a client secret may change and is told; null for every other client.</summary>
    public Pins? Pins { get; init; }

    /// <summary>It drives even if another socket does.</summary>
    public bool Claims => StartedIt || IsStarter && After is not null;
}
