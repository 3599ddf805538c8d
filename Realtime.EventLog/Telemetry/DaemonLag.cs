using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.EventLog.Audit;
using Realtime.EventLog.Projections;

namespace Realtime.EventLog.Telemetry;

/// <summary>
/// Measures how far the projections and the seals are behind the log. Every worker measures the same, as none knows which of them does the
/// work. While the database does not answer there is no measurement.
/// </summary>
public sealed partial class DaemonLag : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly string[] Projections = [SessionSummaryProjection.ShardName, SpendingProjection.ShardName];

    readonly NpgsqlDataSource database;
    readonly TimeProvider time;
    readonly ILogger<DaemonLag> logger;
    readonly Meter meter = new("Realtime.EventLog");
    Dictionary<string, ShardProgress> last = [];

    public DaemonLag(NpgsqlDataSource database, TimeProvider time, ILogger<DaemonLag> logger)
    {
        (this.database, this.time, this.logger) = (database, time, logger);
        meter.CreateObservableGauge("realtime.projection.lag", () => Of(Projections, progress => progress.Lag.TotalSeconds), "s",
            "The age of the oldest event that a projection has not read, by projection");
        meter.CreateObservableGauge("realtime.projection.skipped", () => Of(Projections, progress => progress.Skipped), "{event}",
            "Events that a projection could not read and skipped, by projection");
        meter.CreateObservableGauge("realtime.seal.lag", () => Of([Sealer.Name], progress => progress.Lag.TotalSeconds), "s",
            "The age of the oldest event that waits for its seal");
        meter.CreateObservableGauge("realtime.seal.unsealed", () => Of([Sealer.Name], progress => progress.Unsealed), "{conversation}",
            "Conversations that cannot be sealed");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await Measure(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    async Task Measure(CancellationToken ct)
    {
        try
        {
            var read = new Dictionary<string, ShardProgress>();
            foreach (var shard in (string[])[.. Projections, Sealer.Name])
                read[shard] = await ShardProgress.Read(database, shard, ct).WaitAsync(Patience, time, ct);
            last = read;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            last = [];
            LogNotMeasured(e.Message);
        }
    }

    IEnumerable<Measurement<T>> Of<T>(string[] shards, Func<ShardProgress, T> value) where T : struct =>
        from shard in last
        where shards.Contains(shard.Key)
        select shards.Length == 1
            ? new Measurement<T>(value(shard.Value))
            : new Measurement<T>(value(shard.Value), new KeyValuePair<string, object?>("projection", shard.Key));

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not measure how far the projections and the seals are behind. Metrics leave it out for 10 s. {Reason}")]
    partial void LogNotMeasured(string reason);
}
