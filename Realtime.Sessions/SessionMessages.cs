namespace Realtime.Sessions;

// What goes over the bus. Messages only wake: losing, repeating or reordering one costs time, never correctness.

/// <summary>A requested session waits for a worker with room.</summary>
public sealed record SessionAwaitsWorker(string Conversation, Guid SessionId);
