using System.Collections.Concurrent;
using Realtime.Sessions;

namespace Realtime.Worker.Claims;

/// <summary>
/// Claims that failed with nobody knowing whether they are on the record: the database went away with its answer. Those that are there are lived
/// after all; their worker is alive, so their sessions are not lost.
/// </summary>
sealed class ClaimsInDoubt
{
    /// <summary>Beyond this, recovery finds them later, by looking at everything that this worker owns.</summary>
    const int Most = 1_024;

    readonly ConcurrentDictionary<(ConversationKey Conversation, Guid SessionId), byte> claims = new();

    public IReadOnlyList<(ConversationKey Conversation, Guid SessionId)> All => [.. claims.Keys];

    public void Add(ConversationKey conversation, Guid sessionId)
    {
        if (claims.Count < Most) claims.TryAdd((conversation, sessionId), 0);
    }

    public void Remove(ConversationKey conversation, Guid sessionId) => claims.TryRemove((conversation, sessionId), out _);
}
