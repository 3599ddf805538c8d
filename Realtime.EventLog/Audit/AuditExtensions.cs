using JasperFx.Events.Projections;
using Marten;
using Microsoft.Extensions.DependencyInjection;
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
        .AddCheck<DaemonHealth>(SealSubscription.Name);

    /// <summary>A projection that fails stops, where /health shows it; it does not skip.</summary>
    internal static void ConfigureSummaries(this StoreOptions options)
    {
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.Add(new SessionSummaryProjection(), ProjectionLifecycle.Async);
        options.Schema.For<SessionSummary>()
            .IgnoreIndex(SummaryStore.SequenceIndex)
            .IgnoreIndex(SummaryStore.ConversationIndex)
            .IgnoreIndex(SummaryStore.RequestedIndex);
    }
}
