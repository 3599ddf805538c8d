using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Realtime.EventLog.Access;
using Realtime.EventLog.Audit;
using Realtime.EventLog.Isolation;
using Realtime.EventLog.Spending;
using Realtime.EventLog.Statistics;
using Realtime.EventLog.Telemetry;

namespace Realtime.EventLog;

public static class EventLogExtensions
{
    const string Martens = "marten";

    /// <summary>
    /// Adds the event log on ConnectionStrings:realtime: Marten's store, <see cref="Conversations"/>, and the <see cref="Tail"/>.
    /// </summary>
    /// <param name="runsDaemon">Whether this node may run the session summaries and the seals. One of all such nodes runs them.</param>
    public static void AddEventLog(this IHostApplicationBuilder builder, bool runsDaemon = false)
    {
        var connectionString = builder.Configuration.GetConnectionString("realtime");
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException(
                "ConnectionStrings:realtime is not set. Set it to the PostgreSQL database of the event log.");

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        var database = LogDatabase.Open(connectionString, prepares: true);
        services.AddSingleton(_ => database); // by a factory, so that the container disposes it
        // Marten's batches do not work with automatically prepared statements: after a lost connection or a failed batch Npgsql reads the
        // answers of other statements. So Marten gets connections of its own, without prepared statements.
        services.AddKeyedSingleton(Martens, (_, _) => LogDatabase.Open(connectionString, prepares: false));
        services.AddSingleton(_ => new TurnConnections(LogDatabase.Open(connectionString, prepares: true, HeldConnections.Most)));
        services.AddSingleton(_ => new AuditConnections(LogDatabase.Open(connectionString, prepares: true, HeldConnections.Most)));
        services.AddOptions<EventLogOptions>().BindConfiguration(EventLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // First, so that it holds its start-up lock while Marten and the bus migrate.
        services.AddHostedService<EventLogSchema>();
        var marten = services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            options.Connection(provider.GetRequiredKeyedService<NpgsqlDataSource>(Martens));
            options.ConfigureEventLog();
            if (!runsDaemon) options.Projections.AsyncMode = DaemonMode.ExternallyManaged; // workers run the projections
            return options;
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup();

        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SessionLabels>();
        services.AddSingleton<SessionCounts>();
        services.AddSingleton<ConversationStates>();
        services.AddSingleton<EventWriter>();
        services.AddSingleton<LoggedTotals>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<AnchorReader>();
        services.AddSingleton<NewsReader>();
        services.AddSingleton<LiveSessionQueries>();
        services.AddSingleton<SharedSecret>();
        services.AddSingleton<SessionKeys>();
        services.AddSingleton<WorkerDirectory>();
        services.AddSingleton<Nudges>().AddHostedService(provider => provider.GetRequiredService<Nudges>());
        services.AddSingleton<Tail>().AddHostedService(provider => provider.GetRequiredService<Tail>());
        services.AddSingleton<KeyRows>();
        services.AddSingleton<KeyChanges>();
        services.AddSingleton<LiveSessionCounts>();
        services.AddSingleton<ClientSecretRows>();
        services.AddSingleton<Encryption>();
        services.AddSingleton<SessionSecrets>();
        services.AddOptions<BudgetOptions>().BindConfiguration(BudgetOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BudgetBook>();
        services.AddSingleton<SpendingStore>();
        services.AddSingleton<StatisticsStore>();
        services.AddHostedService<EventLogGauges>();
        services.AddHostedService<NudgeListener>();
        services.AddSingleton<RowByRow>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<RowHealth>("rows");
        services.AddAudit();
        if (!runsDaemon) return;
        marten.AddAsyncDaemon(DaemonMode.HotCold);
        services.AddHostedService<Sealer>();
        services.AddHostedService<LateSeals>();
        services.AddHostedService<DaemonLag>();
        services.AddDaemonHealth();
    }
}
