using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Realtime.EventLog.Isolation;

namespace Realtime.EventLog.Audit;

/// <summary>
/// Tries again to seal conversations that could not be sealed. Every worker does it: sealing an event twice changes nothing.
/// </summary>
sealed partial class LateSeals(UnsealedConversations unsealed, RowByRow rows, TimeProvider time, ILogger<LateSeals> logger)
    : BackgroundService
{
    const int AtOnce = 200;
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                var late = await unsealed.Some(AtOnce + rows.Waiting(Sealer.What), stoppingToken);
                await rows.Each(Sealer.What, late, conversation => conversation, unsealed.Seal, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not read the list of unsealed conversations. Trying again in a second. {Reason}")]
    partial void LogFailed(string reason);
}
