using System.ComponentModel.DataAnnotations;

namespace Realtime.Simulator;

public sealed class SimulatorOptions
{
    public const string Section = "Realtime:Simulator";

    /// <summary>Where set, a handshake must carry it as its bearer token (or in the browser's subprotocol), else 401.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Milliseconds between the deltas of a response; 0 sends them all at once. A connection's <c>pace</c> overrides it.</summary>
    [Range(0, 10_000)]
    public int PaceMilliseconds { get; set; }

    /// <summary>How long a connection may live before it is told <c>session_expired</c> and closed. <c>limit</c> (seconds) overrides it.</summary>
    [Range(1, 86_400)]
    public int SessionLimitSeconds { get; set; } = 3600;

    /// <summary>The largest message taken from a client; a larger one closes the connection with 1009.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many closed connections stay listed; the oldest go first.</summary>
    [Range(0, 100_000)]
    public int ClosedSessionsKept { get; set; } = 4096;

    /// <summary>How many items a conversation keeps; the oldest go first.</summary>
    [Range(1, 100_000)]
    public int MaxItems { get; set; } = 1000;

    /// <summary>How long a client has to answer the simulator's Close before the connection is dropped.</summary>
    [Range(1, 60_000)]
    public int CloseTimeoutMilliseconds { get; set; } = 2000;
}
