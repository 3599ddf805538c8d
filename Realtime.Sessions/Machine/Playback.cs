namespace Realtime.Sessions.Machine;

/// <summary>
/// What listeners can have heard of the last output item. Audio arrives faster than it plays: it plays from its arrival, or from where what
/// came before it ends.
/// </summary>
public sealed record Playback
{
    public static readonly Playback Nothing = new();

    string? ItemId { get; init; }
    int ContentIndex { get; init; }
    long Received { get; init; }
    DateTimeOffset EndsAt { get; init; }

    /// <summary>The item that was cut: what still arrives of it is not played.</summary>
    string? Cut { get; init; }

    /// <summary>Part of the answer passed beside the machine or has no known length: how much of it was heard is not known.</summary>
    bool IsUnknown { get; init; }

    public Playback Add(UpstreamMessage.Audio audio, DateTimeOffset now)
    {
        if (IsUnknown || audio.ItemId == Cut) return this;
        if (audio.Milliseconds is not { } length) return Nothing with { IsUnknown = true };
        var isMore = audio.ItemId == ItemId && audio.ContentIndex == ContentIndex;
        var begins = audio.ItemId == ItemId && EndsAt > now ? EndsAt : now;
        return this with
        {
            ItemId = audio.ItemId,
            ContentIndex = audio.ContentIndex,
            Received = (isMore ? Received : 0) + length,
            EndsAt = begins + TimeSpan.FromMilliseconds(length),
        };
    }

    /// <summary>The user speaks: where the item is to be cut; null where nothing is playing.</summary>
    public UpstreamCommand.Truncate? Interruption(DateTimeOffset now) =>
        ItemId is { } item && EndsAt > now && Received - (long)Math.Ceiling((EndsAt - now).TotalMilliseconds) is > 0 and var heard
            ? new UpstreamCommand.Truncate(item, ContentIndex, heard)
            : null;

    public Playback Interrupted(UpstreamCommand.Truncate? at) => at is null ? this : Nothing with { Cut = at.ItemId };

    /// <summary>A live driver plays, and cuts, by itself.</summary>
    public static Playback OfDriver => Nothing with { IsUnknown = true };

    /// <summary>Another answer begins.</summary>
    public Playback Begin() => IsUnknown ? Nothing : this;
}
