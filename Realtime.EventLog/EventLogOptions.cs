using System.ComponentModel.DataAnnotations;

namespace Realtime.EventLog;

/// <summary>The settings in the section Realtime:EventLog.</summary>
public sealed class EventLogOptions
{
    public const string Section = "Realtime:EventLog";

    /// <summary>How often the tail looks for new events without a nudge, in milliseconds.</summary>
    [Range(50, 60_000, ErrorMessage = "Realtime:EventLog:PollMilliseconds must be 50 to 60000.")]
    public int PollMilliseconds { get; set; } = 1_000;

    /// <summary>How many events of a followed conversation are kept in memory, so that its followers need not read them again.</summary>
    [Range(1, 100_000, ErrorMessage = "Realtime:EventLog:RecentEvents must be 1 to 100000.")]
    public int RecentEvents { get; set; } = 64;

    /// <summary>The most events that are read from the database at a time for one follower.</summary>
    [Range(1, 10_000, ErrorMessage = "Realtime:EventLog:PageSize must be 1 to 10000.")]
    public int PageSize { get; set; } = 500;

    /// <summary>How long an event may wait for a projection or for the seals before /health names them, in seconds.</summary>
    [Range(1, 3_600, ErrorMessage = "Realtime:EventLog:StandstillSeconds must be 1 to 3600.")]
    public int StandstillSeconds { get; set; } = 20;
}
