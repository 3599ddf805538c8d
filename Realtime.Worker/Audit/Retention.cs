using Microsoft.Extensions.Options;
using Realtime.EventLog.Audit;
using Realtime.EventLog.Isolation;

namespace Realtime.Worker.Audit;

/// <summary>
/// Archives conversations that ended long ago by the database's clock. Every worker sweeps; archiving twice changes nothing.
/// </summary>
sealed partial class Retention(Archive archive, RowByRow rows, IOptions<RetentionOptions> options, TimeProvider time,
    ILogger<Retention> logger) : BackgroundService
{
    const int AtOnce = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ArchiveAfterDays is not { } days) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        do
        {
            try
            {
                await Sweep(TimeSpan.FromDays(days), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(e.Message);
            }
        }
        while (await Next(timer, stoppingToken));
    }

    /// <summary>Tries each conversation once. A later sweep tries again those that cannot be archived now.</summary>
    async Task Sweep(TimeSpan age, CancellationToken ct)
    {
        EndedConversation? last = null;
        while (await archive.EndedSince(age, AtOnce, last, ct) is { Count: > 0 } ended)
        {
            var archived = 0;
            await rows.Each("archive", ended, conversation => conversation.Id, async (conversation, inTime) =>
            {
                if (await archive.Close(conversation.Id, inTime)) Interlocked.Increment(ref archived);
            }, ct);
            if (archived > 0) LogArchived(archived);
            last = ended[^1];
        }
    }

    static async Task<bool> Next(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Archived {Conversations} conversations")]
    partial void LogArchived(int conversations);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep of the retention failed; the next one tries again: {Reason}")]
    partial void LogFailed(string reason);
}
