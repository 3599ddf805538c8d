using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>What an API opens a socket to a session's owner for. No record: its text would have the key.</summary>
public sealed class OwnerSocketRequest
{
    /// <summary>The services' shared key: it may have been rotated since the connection was opened.</summary>
    public required string Key { get; init; }

    public required ConversationKey Conversation { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>A client's live socket; otherwise its binary messages are PCM16 audio.</summary>
    public bool IsLive { get; init; }

    /// <summary>Its client wants to drive.</summary>
    public bool Drives { get; init; }

    /// <summary>It drives even if another socket does.</summary>
    public bool Claims { get; init; }

    /// <summary>What the holder of a client secret may change and is told, as text; null for every other client.</summary>
    public string? Pins { get; init; }
}
