using Realtime.EventLog.Access;

namespace Realtime.Api.Access.Keys;

/// <summary>Stores when keys were last used, to the hour, so that unused keys can be found. It runs apart from requests.</summary>
sealed partial class KeyUse(KnownKeys keys, KeyRows rows, TimeProvider time, ILogger<KeyUse> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (keys.TakeUsed() is { Length: > 0 } used) await rows.Used(used, CancellationToken.None);
            }
            catch (Exception e)
            {
                LogNotWritten(e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not store the last use of keys; the next use of each is stored: {Reason}")]
    partial void LogNotWritten(string reason);
}
