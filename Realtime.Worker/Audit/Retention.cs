using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.EventLog.Audit;

namespace Realtime.Worker.Audit;

/// <summary>Archives conversations that ended long ago by the database's clock. Every worker looks; to archive twice changes nothing.</summary>
sealed partial class Retention(Archive archive, IOptions<RetentionOptions> options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    const int AtOnce = 200;
    const int MostFailures = 1_000;

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

    /// <summary>One that cannot be archived is left for the next sweep, and so are all where that happens too often.</summary>
    async Task Sweep(TimeSpan age, CancellationToken ct)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        while (left.Count <= MostFailures && await archive.EndedSince(age, AtOnce, left, ct) is { Count: > 0 } conversations)
        {
            foreach (var conversation in conversations)
            {
                if (!await TryArchive(conversation, ct)) left.Add(conversation);
            }

            LogArchived(conversations.Count(c => !left.Contains(c)));
        }
    }

    /// <summary>False where it lives again, or cannot be archived.</summary>
    async Task<bool> TryArchive(string conversation, CancellationToken ct)
    {
        try
        {
            return await archive.Close(conversation, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException && !LogFailures.IsUnavailable(e))
        {
            LogNotArchived(conversation, e.Message);
            return false;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Conversation {Conversation} could not be archived; the next sweep tries again: {Reason}")]
    partial void LogNotArchived(string conversation, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sweep of the retention failed; the next one tries again: {Reason}")]
    partial void LogFailed(string reason);
}
