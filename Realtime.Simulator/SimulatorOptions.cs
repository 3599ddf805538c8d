using System.ComponentModel.DataAnnotations;

namespace Realtime.Simulator;

public sealed class SimulatorOptions
{
    public const string Section = "Realtime:Simulator";

    /// <summary>
    /// If set, a handshake must carry it as its bearer token or in the browser's subprotocol; otherwise the answer is 401.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Milliseconds between the deltas of a response; 0 sends all at once. The parameter <c>pace</c> of a connection overrides it.
    /// </summary>
    [Range(0, 10_000)]
    public int PaceMilliseconds { get; set; }

    /// <summary>
    /// Seconds until the simulator sends <c>session_expired</c> and closes a connection. The parameter <c>limit</c> of a connection
    /// overrides it.
    /// </summary>
    [Range(1, 86_400)]
    public int SessionLimitSeconds { get; set; } = 3600;

    /// <summary>The size of the largest message from a client, in bytes. A larger one closes the connection with 1009.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many closed connections stay in the list. The oldest are removed first.</summary>
    [Range(0, 100_000)]
    public int ClosedSessionsKept { get; set; } = 4096;

    /// <summary>How many items a conversation keeps. The oldest are removed first.</summary>
    [Range(1, 100_000)]
    public int MaxItems { get; set; } = 1000;

    /// <summary>
    /// How long a client may take to answer the simulator's Close frame, in milliseconds. After that the connection is aborted.
    /// </summary>
    [Range(1, 60_000)]
    public int CloseTimeoutMilliseconds { get; set; } = 2000;
}
