using System.Collections.Concurrent;

namespace Realtime.Worker.Claims;

/// <summary>
/// Claims that failed with nobody knowing whether they are on the record: the database went away with its answer. Those that are there are lived
/// after all; their worker is alive, so their sessions are not lost.
/// </summary>
sealed class ClaimsInDoubt
{
    /// <summary>Beyond this, recovery finds them later, by looking at everything that this worker owns.</summary>
    const int Most = 1_024;

    readonly ConcurrentDictionary<Guid, string> claims = new();

    public IReadOnlyList<(string Conversation, Guid SessionId)> All => [.. claims.Select(claim => (claim.Value, claim.Key))];

    public void Add(string conversation, Guid sessionId)
    {
        if (claims.Count < Most) claims.TryAdd(sessionId, conversation);
    }

    public void Remove(Guid sessionId) => claims.TryRemove(sessionId, out _);
}
