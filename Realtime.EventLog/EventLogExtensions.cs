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
    /// <summary>The event log on ConnectionStrings:realtime: Marten's store, <see cref="Conversations"/>, and the <see cref="Tail"/>.</summary>
    /// <param name="runsDaemon">Run what follows the log, session summaries and seals, on one of all nodes that ask for it.</param>
    public static void AddEventLog(this IHostApplicationBuilder builder, bool runsDaemon = false)
    {
        var connectionString = builder.Configuration.GetConnectionString("realtime");
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new InvalidOperationException("ConnectionStrings:realtime is not set: name the PostgreSQL database that holds the event log.");

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        var database = NpgsqlDataSource.Create(WithDefaults(connectionString));
        services.AddSingleton(_ => database); // by a factory: the container disposes what it made
        services.AddOptions<EventLogOptions>().BindConfiguration(EventLogOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // First, so that its start-up lock is held while Marten and the bus migrate.
        services.AddHostedService<EventLogSchema>();
        var marten = services.AddMarten(options =>
        {
            options.Connection(database);
            options.ConfigureEventLog();
            options.OpenTelemetry.TrackEventCounters(); // not its connections: Npgsql's spans say the same, with the statement
        }).UseLightweightSessions().ApplyAllDatabaseChangesOnStartup();

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

    /// <summary>Prepared statements and keep-alives unless the connection string says otherwise.</summary>
    static string WithDefaults(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 64;
        if (settings.KeepAlive == 0) settings.KeepAlive = 15;
        settings.NoResetOnClose = true; // no code of ours leaves state in a pooled session, and the reset costs a message each time
        return settings.ConnectionString;
    }
}
