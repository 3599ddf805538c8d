namespace Realtime.EventLog.Checking;

/// <summary>A place where the log breaks a <see cref="Rules">rule</see>. Version is that of the event, or 0 for the whole stream.</summary>
public sealed record Finding(string Conversation, long Version, string Rule, string Sentence);

/// <summary>What must hold for the stream of every conversation. The names are printed, and scripts match them.</summary>
public static class Rules
{
    /// <summary>Versions are 1, 2, 3 … without a gap.</summary>
    public const string Gapless = "gapless";

    /// <summary>The stream's row names the version of its last event.</summary>
    public const string StreamVersion = "stream-version";

    /// <summary>Every event is of a known type and can be read.</summary>
    public const string Readable = "readable";

    /// <summary>An event that may happen only once has the id that follows from its meaning.</summary>
    public const string EventId = "event-id";

    /// <summary>At most one session is live at any version: a session is requested only after the end of the one before.</summary>
    public const string OneLive = "one-live";

    /// <summary>A session ends once.</summary>
    public const string OneEnd = "one-end";

    /// <summary>No event of a session precedes its request or follows its end.</summary>
    public const string WithinLife = "within-life";

    /// <summary>A session starts at most once.</summary>
    public const string OneStart = "one-start";

    /// <summary>The start precedes all events of upstream.</summary>
    public const string StartFirst = "start-first";

    /// <summary>The end is requested at most once per session.</summary>
    public const string OneEndRequest = "one-end-request";

    /// <summary>The conversation's document is the fold of its stream.</summary>
    public const string Projection = "projection";
}
