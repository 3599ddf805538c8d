using JasperFx.Events.Daemon;
using Microsoft.Extensions.Hosting;

namespace Marten.Internal.Daemon;

/// <summary>Runs the daemon in this process: always, or while this node has the lead.</summary>
internal sealed class DaemonHost(IDocumentStore documents, DaemonMode mode) : BackgroundService
{
    readonly DocumentStore _store = (DocumentStore)documents;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        mode == DaemonMode.Solo ? new ProjectionDaemon(_store).Run(stoppingToken) : RunWhileLeading(stoppingToken);

    async Task RunWhileLeading(CancellationToken token)
    {
        var logger = _store.Loggers.CreateLogger("Marten.Daemon");
        var settings = _store.Options.Projections;
        var polling = TimeSpan.FromMilliseconds(settings.LeadershipPollingTime);
        while (!token.IsCancellationRequested)
        {
            try
            {
                await using var lead = await Leadership.Ask(_store.Source, settings.DaemonLockId, token);
                if (lead is not null)
                {
                    DaemonLog.Leads(logger);
                    await lead.While(new ProjectionDaemon(_store).Run, polling, token);
                }
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                DaemonLog.LeadLost(logger, e);
            }

            await Task.Delay(polling, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
