namespace Realtime.Client;

/// <summary>How a live socket attaches to a session.</summary>
public sealed record LiveOptions
{
    /// <summary>Whether it asks to drive: to speak to the model. Only one client of a session drives; the others listen. True.</summary>
    public bool Drive { get; init; } = true;

    /// <summary>
    /// The version of the last event that the client has: it first gets what the log has after it. Null begins with the session's start if
    /// it was started here, else with what happens from now on.
    /// </summary>
    public long? After { get; init; }

    /// <summary>
    /// Whether what the client missed comes in messages of the model's protocol, as whole items and without tool calls that have an answer,
    /// instead of events of the log. False.
    /// </summary>
    public bool InModelProtocol { get; init; }

    /// <summary>
    /// How much may wait for the reader, in bytes of messages; at least one message may. Then the client stops reading, and the service
    /// lets go of it after a while; it comes back with its position, and what it missed comes from the log. 4 MiB.
    /// </summary>
    public int QueueBytes { get; init; } = 4 * 1024 * 1024;
}
