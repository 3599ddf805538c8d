using Microsoft.Extensions.Logging;

namespace Marten.Internal.Daemon;

/// <summary>Follows the log and runs all shards of a store, until it is cancelled.</summary>
internal sealed class ProjectionDaemon(DocumentStore store)
{
    readonly ILogger _logger = store.Loggers.CreateLogger("Marten.Daemon");
    readonly Watermark _watermark = new();

    public static List<Shard> Shards(DocumentStore store) =>
    [
        .. store.Options.Projections.Async.Select(p => new ProjectionShard(p)),
        .. store.Options.Projections.Subscriptions.Select(s => new SubscriptionShard(s)),
    ];

    public Task Run(CancellationToken token)
    {
        var settings = store.Options.Projections;
        return Task.WhenAll(
        [
            WatchLog(token),
            .. Shards(store).Select(shard => new ShardAgent(store, shard, settings.Errors, _logger).Run(_watermark, settings.HealthCheckPollingTime, token)),
        ]);
    }

    async Task WatchLog(CancellationToken token)
    {
        var settings = store.Options.Projections;
        var highWater = new HighWater(store, settings);
        var started = false;
        while (!token.IsCancellationRequested)
        {
            var moved = false;
            try
            {
                if (!started) await highWater.Start(token);
                moved = await highWater.Advance(token) || !started;
                if (moved) _watermark.Set(highWater.Mark);
                started = true;
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                DaemonLog.LookFailed(_logger, e);
            }

            await Task.Delay(moved ? settings.FastPollingTime : settings.SlowPollingTime, token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
