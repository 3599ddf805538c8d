using Realtime.EventLog.Access;

namespace Realtime.Api.Access.Keys;

/// <summary>Writes down which keys are in use, to the hour: so that one that nobody needs can be found, and that no request pays for it.</summary>
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which keys were used could not be written; their next use is: {Reason}")]
    partial void LogNotWritten(string reason);
}
