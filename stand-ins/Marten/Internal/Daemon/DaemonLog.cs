using Microsoft.Extensions.Logging;

namespace Marten.Internal.Daemon;

internal static partial class DaemonLog
{
    [LoggerMessage(1, LogLevel.Error, "{Shard} stopped; it goes on with its last progress in {Seconds} s")]
    public static partial void Paused(ILogger logger, Exception e, string shard, double seconds);

    [LoggerMessage(2, LogLevel.Warning, "{Shard} passed over event {Sequence}")]
    public static partial void Skipped(ILogger logger, Exception e, string shard, long sequence);

    [LoggerMessage(3, LogLevel.Warning, "The log could not be looked at; it is tried again")]
    public static partial void LookFailed(ILogger logger, Exception e);

    [LoggerMessage(4, LogLevel.Information, "This node runs the async projections and subscriptions")]
    public static partial void Leads(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "The lead was lost, or could not be asked for; it is tried again")]
    public static partial void LeadLost(ILogger logger, Exception e);
}
