using Microsoft.Extensions.Options;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Journal;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Leases;

/// <summary>
/// Ends the sessions of a worker that has been without the event log for too long. It uses no database, so nothing delays it.
/// </summary>
sealed class OutageLimit(SessionRegistry registry, SessionJournal journal, WorkerLease lease, IOptions<WorkerOptions> options,
    TimeProvider time) : BackgroundService
{
    internal static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(options.Value.OutageSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (journal.Outage > limit || lease.Outage > limit)
                registry.StopAll(new StopCause(new SessionOutcome(EndReason.Error, WorkerErrors.LogUnavailable)));
            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
