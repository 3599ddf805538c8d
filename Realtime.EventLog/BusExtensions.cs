using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Realtime.EventLog;

public static class BusExtensions
{
    /// <summary>How long a wake-up may wait for a consumer. By then several sweeps have found its session.</summary>
    public static readonly TimeSpan WakeUpLife = TimeSpan.FromSeconds(10);

    /// <summary>Adds the bus: RabbitMQ if ConnectionStrings:messaging is set, else tables in the event log's database.</summary>
    public static void AddRealtimeBus(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var rabbit = builder.Configuration.GetConnectionString("messaging");
        if (string.IsNullOrWhiteSpace(rabbit)) AddPostgresTransport(builder);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry(); // our services send nothing to third parties
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddConfigureEndpointsCallback((context, _, endpoint) => context.GetRequiredService<DiscardedMessages>()
                .Configure(endpoint));
            consumers?.Invoke(bus);
            if (string.IsNullOrWhiteSpace(rabbit))
            {
                bus.UsingPostgres((context, postgres) => Configure(postgres, context));
                return;
            }

            bus.UsingRabbitMq((context, rabbitMq) =>
            {
                rabbitMq.Host(new Uri(rabbit));
                Configure(rabbitMq, context);
            });
        });

        builder.Services.AddMetrics().AddSingleton<DiscardedMessages>()
            .AddHostedService(provider => provider.GetRequiredService<DiscardedMessages>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<BusHealth>();
        builder.Services.AddHealthChecks().AddCheck<BusHealth>("bus");
        // MassTransit's own check would make a service unhealthy for a failure that only costs time.
        builder.Services.PostConfigure<HealthCheckServiceOptions>(checks =>
        {
            foreach (var check in checks.Registrations.Where(check => check.Name == "masstransit-bus").ToList())
                checks.Registrations.Remove(check);
        });
    }

    static void Configure<TEndpoint>(IBusFactoryConfigurator<TEndpoint> transport,
        IBusRegistrationContext context) where TEndpoint : IReceiveEndpointConfigurator
    {
        transport.ConfigurePublish(pipe => pipe.UseExecute(message => message.TimeToLive = WakeUpLife));
        transport.ConfigureEndpoints(context);
    }

    static void AddPostgresTransport(IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("realtime");
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Services.AddOptions<SqlTransportOptions>().Configure(options =>
        {
            options.ConnectionString = connectionString;
            options.Host = database.Host;
            options.Port = database.Port;
            options.Database = database.Database;
            options.Username = options.AdminUsername = database.Username;
            options.Password = options.AdminPassword = database.Password;
            options.Schema = "transport";
            options.Role = "transport";
        });
        builder.Services.AddPostgresMigrationHostedService();
    }
}
