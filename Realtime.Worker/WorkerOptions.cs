using System.ComponentModel.DataAnnotations;

namespace Realtime.Worker;

/// <summary>Settings under Realtime:Worker.</summary>
public sealed class WorkerOptions
{
    public const string Section = "Realtime:Worker";

    /// <summary>The most sessions that this worker owns.</summary>
    [Range(1, 100_000, ErrorMessage = "Realtime:Worker:Capacity must be 1 to 100000 sessions.")]
    public int Capacity { get; set; } = 2_000;

    /// <summary>
    /// The most bytes that wait in this process for models, clients and the log, beyond the 256 KiB that each queue of a session has of its
    /// own.
    /// </summary>
    [Range(16L * 1024 * 1024, 1024L * 1024 * 1024 * 1024, ErrorMessage = "Realtime:Worker:BufferBytes must be 16777216 to 1099511627776.")]
    public long BufferBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>
    /// The most bytes that wait in one queue of a session: for the model, for one live socket, for the log. One message alone always fits.
    /// </summary>
    [Range(1024 * 1024, 1024 * 1024 * 1024, ErrorMessage = "Realtime:Worker:SessionBufferBytes must be 1048576 to 1073741824.")]
    public int SessionBufferBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The most live sockets of one session at a time.</summary>
    [Range(1, 10_000, ErrorMessage = "Realtime:Worker:SessionAttachments must be 1 to 10000.")]
    public int SessionAttachments { get; set; } = 64;

    /// <summary>The address where APIs reach this worker, such as http://10.0.0.7:5090. Not set: the first address it listens on.</summary>
    [RegularExpression("^https?://.+", ErrorMessage = "Realtime:Worker:Address must be an http or https address.")]
    public string? Address { get; set; }

    /// <summary>How long the worker may be silent before its sessions count as lost, in seconds.</summary>
    [Range(1, 300, ErrorMessage = "Realtime:Worker:LeaseSeconds must be 1 to 300.")]
    public int LeaseSeconds { get; set; } = 10;

    internal TimeSpan Lease => TimeSpan.FromSeconds(LeaseSeconds);

    /// <summary>The time between two sweeps for lost messages and lost workers, in milliseconds.</summary>
    [Range(100, 60_000, ErrorMessage = "Realtime:Worker:SweepMilliseconds must be 100 to 60000.")]
    public int SweepMilliseconds { get; set; } = 1_000;

    /// <summary>How long a requested session waits for a worker before it ends start_failed, in seconds.</summary>
    [Range(1, 3_600, ErrorMessage = "Realtime:Worker:ClaimSeconds must be 1 to 3600.")]
    public int ClaimSeconds { get; set; } = 30;

    /// <summary>
    /// How long a worker that stops looks for new owners of sessions whose start asked for that, in seconds; then they end.
    /// </summary>
    [Range(0, 300, ErrorMessage = "Realtime:Worker:HandOverSeconds must be 0 to 300.")]
    public int HandOverSeconds { get; set; } = 10;

    /// <summary>How long sessions go on while the event log cannot be reached, in seconds; then they end.</summary>
    [Range(1, 3_600, ErrorMessage = "Realtime:Worker:OutageSeconds must be 1 to 3600.")]
    public int OutageSeconds { get; set; } = 30;
}
