using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Realtime.EventLog.Projections;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

static class AuditExtensions
{
    /// <summary>Reads and rare writes of the audit: every service can do them.</summary>
    internal static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<History>();
        services.AddSingleton<SealStore>();
        services.AddSingleton<SealProgress>();
        services.AddSingleton<SealHeads>();
        services.AddSingleton<LogVerification>();
        services.AddSingleton<Archive>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<SummaryStore>();
    }

    /// <summary>What the daemon runs, each under its name in /health.</summary>
    internal static void AddDaemonHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DaemonHealth>(nameof(SessionSummary))
        .AddCheck<DaemonHealth>(Sealer.Name);

    /// <summary>
    /// One row never stops the summaries and seals of all others. A row that this version cannot read, or that the projection throws at, is
    /// passed over: Marten keeps it as a dead letter, and /health names it. A type of a newer version is passed over in silence, as that
    /// version's own events are its own to sum up. Seals are of rows, not of what is read of them, so no row goes unsealed.
    /// </summary>
    internal static void ConfigureDaemon(this StoreOptions options)
    {
        options.Projections.Errors.SkipApplyErrors = true;
        options.Projections.Errors.SkipSerializationErrors = true;
        options.Projections.Errors.SkipUnknownEvents = true;

        // How long a gap in the sequence may hold up what follows the log. Marten passes over a gap only when no transaction is left
        // that may still fill it, so a short threshold loses nothing and a late commit is waited for.
        options.Projections.StaleSequenceThreshold = TimeSpan.FromMilliseconds(100);
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(100);
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        options.Projections.UseTransactionEvidenceForGapSkipping = true;

        options.Projections.Add(new SessionSummaryProjection(), ProjectionLifecycle.Async);
        options.Schema.For<DeadLetterEvent>(); // made at start: /health asks it
        foreach (var index in SummaryStore.IndexNames) options.Schema.For<SessionSummary>().IgnoreIndex(index);
    }
}
