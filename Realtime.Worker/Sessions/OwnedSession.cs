using Realtime.Worker.Journal;

namespace Realtime.Worker.Sessions;

/// <summary>A session this worker has claimed: where its request stands in the log, what it asked for, and its journal.</summary>
/// <param name="RequestedVersion">The version of its session_requested: the owner reads the conversation from there.</param>
sealed record OwnedSession(string Conversation, Guid SessionId, long RequestedVersion, SessionOptions Options, JournalEntry Entry);
