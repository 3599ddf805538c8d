namespace Realtime.Sessions;

/// <summary>Whether what was said in a conversation may be erased now.</summary>
public static class ContentErasure
{
    /// <exception cref="SessionLiveException">A session still speaks.</exception>
    /// <param name="versions">The events that are masked with this decision; none for a repeat, which appends nothing.</param>
    /// <param name="digest">Of what the mask leaves.</param>
    public static IReadOnlyList<ContentMasked> Decide(Conversation now, IReadOnlyList<VersionRange> versions, string digest) => now.Live switch
    {
        { } live => throw new SessionLiveException(live.SessionId),
        null when versions.Count == 0 => [],
        null => [new ContentMasked(versions, digest)],
    };
}
