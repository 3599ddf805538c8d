namespace Realtime.EventLog.Audit;

/// <summary>What the seals prove for every event. The names are printed, and scripts match them.</summary>
public static class SealRules
{
    /// <summary>The event's data is what was sealed.</summary>
    public const string DataAltered = "data-altered";

    /// <summary>Its type, time, actor and other metadata are what was sealed.</summary>
    public const string EventAltered = "event-altered";

    /// <summary>The event is at the position at which it was sealed.</summary>
    public const string EventMoved = "event-moved";

    /// <summary>Every sealed event exists.</summary>
    public const string EventMissing = "event-missing";

    /// <summary>Every event existed when its neighbours were sealed.</summary>
    public const string EventInserted = "event-inserted";

    /// <summary>The seal itself is unchanged.</summary>
    public const string SealAltered = "seal-altered";

    /// <summary>Every conversation can be sealed.</summary>
    public const string Unsealed = "unsealed";

    /// <summary>A conversation whose sessions are listed has its events, or at least their seals.</summary>
    public const string ConversationMissing = "conversation-missing";

    /// <summary>Masked events are unchanged since their erasure.</summary>
    public const string MaskAltered = "mask-altered";

    /// <summary>A seal lacks its salt only if the log has an erasure of its event.</summary>
    public const string SaltMissing = "salt-missing";

    /// <summary>The conversation is at least as long as an exported head says, and its seal is the exported one.</summary>
    public const string TailMissing = "tail-missing";

    public const string HeadDiffers = "head-differs";
}
