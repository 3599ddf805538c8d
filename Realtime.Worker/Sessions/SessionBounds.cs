using System.ComponentModel.DataAnnotations;

namespace Realtime.Worker.Sessions;

/// <summary>Settings under Realtime:Bounds: the bounds on a session's waits, lifetime and memory.</summary>
public sealed class SessionBounds
{
    public const string Section = "Realtime:Bounds";

    /// <summary>How long a transport may take to open, in milliseconds.</summary>
    [Range(100, 120_000, ErrorMessage = "Realtime:Bounds:ConnectMilliseconds must be 100 to 120000.")]
    public int ConnectMilliseconds { get; set; } = 10_000;

    /// <summary>How long upstream may take to accept one message, in milliseconds.</summary>
    [Range(100, 120_000, ErrorMessage = "Realtime:Bounds:WriteMilliseconds must be 100 to 120000.")]
    public int WriteMilliseconds { get; set; } = 5_000;

    /// <summary>The time between pings to upstream, in milliseconds.</summary>
    [Range(100, 600_000, ErrorMessage = "Realtime:Bounds:PingMilliseconds must be 100 to 600000.")]
    public int PingMilliseconds { get; set; } = 15_000;

    /// <summary>How long upstream may take to answer a ping, in milliseconds.</summary>
    [Range(100, 600_000, ErrorMessage = "Realtime:Bounds:PongMilliseconds must be 100 to 600000.")]
    public int PongMilliseconds { get; set; } = 10_000;

    /// <summary>Longest lifetime of one transport, in seconds, and of a session whose start sets none; a start may set less.</summary>
    [Range(1, 86_400, ErrorMessage = "Realtime:Bounds:SessionSeconds must be 1 to 86400.")]
    public int SessionSeconds { get; set; } = 3_600;

    /// <summary>
    /// Longest lifetime of a session, in seconds from its request, however often its transport is renewed or its worker replaced; a start
    /// may set less.
    /// </summary>
    [Range(1, 2_592_000, ErrorMessage = "Realtime:Bounds:LongestSeconds must be 1 to 2592000.")]
    public int LongestSeconds { get; set; } = 86_400;

    /// <summary>Longest silence of a session, in seconds; 0 is no bound. A start may set its own.</summary>
    [Range(0, 86_400, ErrorMessage = "Realtime:Bounds:IdleSeconds must be 0 to 86400.")]
    public int IdleSeconds { get; set; }

    /// <summary>How long a lost live driver may stay away, in milliseconds.</summary>
    [Range(0, 3_600_000, ErrorMessage = "Realtime:Bounds:ClientGoneMilliseconds must be 0 to 3600000.")]
    public int ClientGoneMilliseconds { get; set; } = 30_000;

    /// <summary>How long a tool call waits for its answer, in seconds.</summary>
    [Range(1, 3_600, ErrorMessage = "Realtime:Bounds:HandoffSeconds must be 1 to 3600.")]
    public int HandoffSeconds { get; set; } = 60;

    /// <summary>The silence of upstream that ends the drain, in milliseconds.</summary>
    [Range(1, 1_000, ErrorMessage = "Realtime:Bounds:DrainQuietMilliseconds must be 1 to 1000.")]
    public int DrainQuietMilliseconds { get; set; } = 20;

    /// <summary>The drain's longest time, in milliseconds.</summary>
    [Range(1, 10_000, ErrorMessage = "Realtime:Bounds:DrainMilliseconds must be 1 to 10000.")]
    public int DrainMilliseconds { get; set; } = 1_000;

    /// <summary>How long upstream may take to answer our Close frame, in milliseconds.</summary>
    [Range(1, 10_000, ErrorMessage = "Realtime:Bounds:CloseMilliseconds must be 1 to 10000.")]
    public int CloseMilliseconds { get; set; } = 1_000;

    /// <summary>Largest message from upstream, in bytes.</summary>
    [Range(1_024, 256 * 1024 * 1024, ErrorMessage = "Realtime:Bounds:MessageBytes must be 1024 to 268435456.")]
    public int MessageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// Input audio that may wait without a transport, in bytes of its messages; the newest is dropped beyond it, and counted.
    /// </summary>
    [Range(16 * 1024, 64 * 1024 * 1024, ErrorMessage = "Realtime:Bounds:WaitingAudioBytes must be 16384 to 67108864.")]
    public int WaitingAudioBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>The most audio frames that wait for upstream; the newest are dropped beyond it, and counted.</summary>
    [Range(1, 65_536, ErrorMessage = "Realtime:Bounds:AudioFrames must be 1 to 65536.")]
    public int AudioFrames { get; set; } = 256;
}
