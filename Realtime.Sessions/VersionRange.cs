namespace Realtime.Sessions;

/// <summary>Consecutive versions of a conversation, including both ends.</summary>
/// <param name="From">The first version.</param>
/// <param name="To">The last version.</param>
public readonly record struct VersionRange(long From, long To)
{
    public bool Contains(long version) => From <= version && version <= To;

    /// <summary>Converts ascending versions to the fewest ranges.</summary>
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
