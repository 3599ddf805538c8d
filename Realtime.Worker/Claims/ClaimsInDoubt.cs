using System.Collections.Concurrent;
using Realtime.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>
/// Claims whose outcome is unknown, because the database's answer was lost. If a claim is on record after all, this worker runs the
/// session.
/// </summary>
sealed class ClaimsInDoubt
{
    /// <summary>Recovery finds claims beyond this later, among all sessions that this worker owns.</summary>
    const int Most = 1_024;

    readonly ConcurrentDictionary<(ConversationKey Conversation, Guid SessionId), byte> claims = new();

    public IReadOnlyList<(ConversationKey Conversation, Guid SessionId)> All => [.. claims.Keys];

    public void Add(ConversationKey conversation, Guid sessionId)
    {
        if (claims.Count < Most) claims.TryAdd((conversation, sessionId), 0);
    }

    public void Remove(ConversationKey conversation, Guid sessionId) => claims.TryRemove((conversation, sessionId), out _);
}
