using Microsoft.Extensions.Options;
using Realtime.EventLog.Audit;

namespace Realtime.Worker.Audit;

/// <summary>Archives conversations that ended long ago. Every worker looks; to archive twice changes nothing.</summary>
sealed partial class Retention(Archive archive, IOptions<RetentionOptions> options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
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
                await Sweep(time.GetUtcNow().AddDays(-days), stoppingToken);
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

    async Task Sweep(DateTimeOffset before, CancellationToken ct)
    {
        while (await archive.EndedBefore(before, AtOnce, ct) is { Count: > 0 } conversations)
        {
            var archived = 0;
            foreach (var conversation in conversations)
            {
                if (await archive.Close(conversation, ct)) archived++;
            }

            LogArchived(archived);
            if (archived == 0) return; // all of them live again: look later
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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Conversations} conversations were archived")]
    partial void LogArchived(int conversations);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep of the retention failed; the next one tries again: {Reason}")]
    partial void LogFailed(string reason);
}
