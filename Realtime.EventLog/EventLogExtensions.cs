using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Realtime.EventLog.Audit;

namespace Realtime.EventLog;

public static class EventLogExtensions
{
    const string Martens = "marten";

    /// <summary>The event log on ConnectionStrings:realtime: Marten's store, <see cref="Conversations"/>, and the <see cref="Tail"/>.</summary>
    /// <param name="runsDaemon">Run what follows the log, session summaries and seals, on one of all nodes that ask for it.</param>
    public static void AddEventLog(this IHostApplicationBuilder builder, bool runsDaemon = false)
    {
        var connectionString = builder.Configuration.GetConnectionString("realtime");
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("ConnectionStrings:realtime is not set: name the PostgreSQL database that holds the event log.");

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        var database = NpgsqlDataSource.Create(WithDefaults(connectionString, prepares: true));
        services.AddSingleton(_ => database); // by a factory: the container disposes what it made
        // Marten's batches and automatically prepared statements do not go together: after a cut connection or a failed batch Npgsql reads answers
        // of other statements. Marten gets connections of its own that prepare nothing.
        services.AddKeyedSingleton(Martens, (_, _) => NpgsqlDataSource.Create(WithDefaults(connectionString, prepares: false)));
        services.AddOptions<EventLogOptions>().BindConfiguration(EventLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // First, so that its start-up lock is held while Marten and the bus migrate.
        services.AddHostedService<EventLogSchema>();
        var marten = services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            options.Connection(provider.GetRequiredKeyedService<NpgsqlDataSource>(Martens));
            options.ConfigureEventLog();
            return options;
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup();

        services.AddSingleton<ConversationStates>();
        services.AddSingleton<EventWriter>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<SharedSecret>();
        services.AddSingleton<SessionKeys>();
        services.AddSingleton<WorkerDirectory>();
        services.AddSingleton<Nudges>().AddHostedService(provider => provider.GetRequiredService<Nudges>());
        services.AddSingleton<Tail>().AddHostedService(provider => provider.GetRequiredService<Tail>());
        services.AddHostedService<NudgeListener>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.AddAudit();
        if (!runsDaemon) return;
        marten.AddAsyncDaemon(DaemonMode.HotCold);
        services.AddHostedService<Sealer>();
        services.AddDaemonHealth();
    }

    /// <summary>Keep-alives and, for our own SQL, prepared statements unless the connection string says otherwise; its pool's size is for both pools together.</summary>
    static string WithDefaults(string connectionString, bool prepares)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxAutoPrepare = !prepares ? 0 : settings.MaxAutoPrepare == 0 ? 64 : settings.MaxAutoPrepare;
        settings.MaxPoolSize = Math.Max(1, settings.MaxPoolSize / 2);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        if (settings.KeepAlive == 0) settings.KeepAlive = 15;
        settings.NoResetOnClose = true; // no code of ours leaves state in a pooled session, and the reset costs a message each time
        return settings.ConnectionString;
    }
}
