using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>What an API opens a socket to a session's owner for.</summary>
public sealed record OwnerSocket(ConversationKey Conversation, Guid SessionId)
{
    /// <summary>A client's live socket; otherwise its binary messages are PCM16 audio.</summary>
    public bool IsLive { get; init; }

    /// <summary>Its client wants to drive.</summary>
    public bool Drives { get; init; }

    /// <summary>It drives even if another socket does.</summary>
    public bool Claims { get; init; }

    /// <summary>What the holder of a client secret may change and is told, as text; null for every other client.</summary>
    public string? Pins { get; init; }
}

/// <summary>Asks the owner for a socket. No record: its text would have the key.</summary>
/// <param name="key">The services' shared key: it may have been rotated since the connection was opened.</param>
public sealed class OwnerSocketRequest(string key, OwnerSocket socket)
{
    public string Key => key;

    public OwnerSocket Socket => socket;
}
