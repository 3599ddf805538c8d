namespace Realtime.Sessions;

// The messages of the bus. They only wake: a lost, repeated or reordered message costs time, never correctness.

/// <summary>A requested session waits for a worker with room.</summary>
public sealed record SessionAwaitsWorker(string Conversation, Guid SessionId);
