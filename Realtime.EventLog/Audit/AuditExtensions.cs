using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Realtime.EventLog.Projections;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

static class AuditExtensions
{
    /// <summary>Adds the reads and the rare writes of the audit, for every service.</summary>
    internal static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<History>();
        services.AddSingleton<SealStore>();
        services.AddSingleton<UnsealedConversations>();
        services.AddSingleton<SealProgress>();
        services.AddSingleton<SealHeads>();
        services.AddSingleton<LogVerification>();
        services.AddSingleton<Archive>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<SummaryStore>();
        services.AddSingleton<SummaryCounts>();
    }

    /// <summary>Adds a health check for each thing that the daemon runs.</summary>
    internal static void AddDaemonHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DaemonHealth>(SessionSummaryProjection.ShardName)
        .AddCheck<DaemonHealth>(SpendingProjection.ShardName)
        .AddCheck<DaemonHealth>(StatisticsProjection.ShardName)
        .AddCheck<DaemonHealth>(Sealer.Name);

    /// <summary>
    /// Makes sure that one row never stops the summaries of all others. The daemon skips a row that this version cannot read, or at which
    /// the projection throws; Marten keeps it as a dead letter, and /health says so. It skips types of a newer version silently, because
    /// that version summarizes them. Seals cover rows, not decoded events, so every row is sealed.
    /// </summary>
    internal static void ConfigureDaemon(this StoreOptions options)
    {
        options.Projections.Errors.SkipApplyErrors = true;
        options.Projections.Errors.SkipSerializationErrors = true;
        options.Projections.Errors.SkipUnknownEvents = true;

        // How long a gap in the sequence may hold up the daemon. Marten skips a gap only when no transaction is left that may still fill
        // it, so a short threshold loses nothing, and a late commit is not missed.
        options.Projections.StaleSequenceThreshold = TimeSpan.FromMilliseconds(100);
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(100);
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        options.Projections.UseTransactionEvidenceForGapSkipping = true;

        options.Projections.Add(new SessionSummaryProjection(), ProjectionLifecycle.Async);
        options.Projections.Add(new SpendingProjection(), ProjectionLifecycle.Async);
        options.Projections.Add(new StatisticsProjection(), ProjectionLifecycle.Async);
        options.Schema.For<DeadLetterEvent>(); // creates the table at start, because /health reads it
        options.Schema.For<SessionSummary>().UseNumericRevisions(true);
        foreach (var index in SummaryStore.IndexNames) options.Schema.For<SessionSummary>().IgnoreIndex(index);
    }
}
