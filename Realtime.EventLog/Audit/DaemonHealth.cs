using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Realtime.EventLog.Audit;

/// <summary>
/// Reports a projection or the seals if they stand still while events wait for them, on whichever node they run. The service is degraded
/// and not unhealthy, because sessions go on without them.
/// </summary>
public sealed class DaemonHealth(NpgsqlDataSource database, IOptions<EventLogOptions> options) : IHealthCheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Checks the shard whose name the check is registered with.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Check(context.Registration.Name, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Degraded($"Could not read the progress of {context.Registration.Name}: {e.Message}");
        }
    }

    async Task<HealthCheckResult> Check(string name, CancellationToken ct)
    {
        var progress = await ShardProgress.Read(database, name, ct);
        if (progress.StandsStill.TotalSeconds >= options.Value.StandstillSeconds)
            return HealthCheckResult.Degraded(
                $"{name} has stood still at event {progress.Reached} of {progress.Last} for {progress.StandsStill.TotalSeconds:F0} s. "
                + "See the workers' logs.");
        if (progress.Unsealed > 0)
            return HealthCheckResult.Degraded(
                $"{progress.Unsealed} conversations cannot be sealed and are tried again; the others are "
                + "sealed. realtime.unsealed lists them.");
        return progress.Skipped == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(
                $"{name} skipped {progress.Skipped} events that it could not read. mt_doc_deadletterevent has each with its reason.");
    }
}
