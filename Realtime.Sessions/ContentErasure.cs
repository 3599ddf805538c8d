namespace Realtime.Sessions;

/// <summary>Versions of a conversation that follow each other, both ends included.</summary>
public readonly record struct VersionRange(long From, long To)
{
    public bool Contains(long version) => From <= version && version <= To;

    /// <summary>Ascending versions as the fewest ranges.</summary>
    public static IReadOnlyList<VersionRange> Of(IEnumerable<long> versions)
    {
        var ranges = new List<VersionRange>();
        foreach (var version in versions)
        {
            if (ranges.Count > 0 && ranges[^1].To == version - 1) ranges[^1] = ranges[^1] with { To = version };
            else ranges.Add(new VersionRange(version, version));
        }

        return ranges;
    }
}

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
