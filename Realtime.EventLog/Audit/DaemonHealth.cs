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
        await using var command = database.CreateCommand(
            $"""
             with reached as (select coalesce(max(last_seq_id), 0) as seq, max(last_updated) as at from mt_event_progression
                 where name = $1)
             select reached.seq, (select max(seq_id) from mt_events),
                 case when waiting.timestamp is null then 0 else extract(epoch from clock_timestamp() - greatest(reached.at,
                     waiting.timestamp))::bigint end,
                 (select count(*) from mt_doc_deadletterevent where data ->> 'projectionName' = $2),
                 case $2 when '{Sealer.Name}' then (select count(*) from realtime.unsealed) else 0 end
             from reached left join lateral (select timestamp from mt_events e
                 where e.seq_id > reached.seq and e.type <> '{History.Tombstone}' order by e.seq_id limit 1) waiting on true
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name + ":All" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return HealthCheckResult.Healthy();
        if (row.GetInt64(2) >= options.Value.StandstillSeconds)
            return HealthCheckResult.Degraded(
                $"{name} has stood still at event {row.GetInt64(0)} of {row.GetInt64(1)} for {row.GetInt64(2)} s. See the workers' logs.");
        if (row.GetInt64(4) > 0)
            return HealthCheckResult.Degraded(
                $"{row.GetInt64(4)} conversations cannot be sealed and are tried again; the others are "
                + "sealed. realtime.unsealed lists them.");
        return row.GetInt64(3) == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(
                $"{name} skipped {row.GetInt64(3)} events that it could not read. mt_doc_deadletterevent has each with its reason.");
    }
}
