namespace Realtime.Sessions;

/// <summary>Decides whether the content of a conversation may be erased now.</summary>
public static class ContentErasure
{
    /// <exception cref="SessionLiveException">A session is live.</exception>
    /// <param name="versions">The events that this erasure masks; none for a repeat, which appends nothing.</param>
    /// <param name="digest">The digest of the masked events.</param>
    public static IReadOnlyList<ContentMasked> Decide(Conversation now, IReadOnlyList<VersionRange> versions, string digest) =>
        now.Live switch
        {
            { } live => throw new SessionLiveException(live.SessionId),
            null when versions.Count == 0 => [],
            null => [new ContentMasked(versions, digest)],
        };
}
