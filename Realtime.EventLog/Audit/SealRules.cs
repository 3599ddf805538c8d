namespace Realtime.EventLog.Audit;

/// <summary>What the seals prove of every event. The names are printed, and matched on by scripts.</summary>
public static class SealRules
{
    /// <summary>The event's data is what was sealed.</summary>
    public const string DataAltered = "data-altered";

    /// <summary>Its type, time, actor and other metadata are what was sealed.</summary>
    public const string EventAltered = "event-altered";

    /// <summary>It is at the place where it was sealed.</summary>
    public const string EventMoved = "event-moved";

    /// <summary>Every sealed event is there.</summary>
    public const string EventMissing = "event-missing";

    /// <summary>Every event was there when its neighbours were sealed.</summary>
    public const string EventInserted = "event-inserted";

    /// <summary>The seal itself is as it was written.</summary>
    public const string SealAltered = "seal-altered";

    /// <summary>What an erasure left is unchanged since.</summary>
    public const string MaskAltered = "mask-altered";

    /// <summary>A seal is without its salt only where an erasure is on record.</summary>
    public const string SaltMissing = "salt-missing";

    /// <summary>The conversation is still as long as an exported head says, and its seals are those the head was taken of.</summary>
    public const string TailMissing = "tail-missing";

    public const string HeadDiffers = "head-differs";
}
