using Microsoft.Extensions.Options;
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
    static readonly StopCause Cause = StopCause.Error(WorkerErrors.LogUnavailable);

    /// <summary>
    /// Whether the outage ends a session that this worker has had for so long. A session that it took later took an append, so the log is
    /// back, although the worker may not have recorded anything else yet.
    /// </summary>
    public static bool Ends(TimeSpan age, TimeSpan outage, TimeSpan limit) => outage > limit && age > limit;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var limit = TimeSpan.FromSeconds(options.Value.OutageSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            var outage = journal.Outage > lease.Outage ? journal.Outage : lease.Outage;
            if (outage > limit)
                foreach (var session in registry.Loops.Where(session => Ends(session.Age, outage, limit))) session.Stop(Cause);
            await Task.Delay(Look, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
