using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Realtime.SqlTransport.Tests;

/// <summary>A host with a bus on PostgreSQL, as a service has.</summary>
public sealed class BusHost : IAsyncDisposable
{
    readonly IHost host;

    BusHost(IHost host) => this.host = host;

    public IBus Bus => host.Services.GetRequiredService<IBus>();

    public IServiceProvider Services => host.Services;

    public static Task<BusHost> Start(string database, Action<ISqlBusFactoryConfigurator>? configure = null) =>
        StartWith(database, bus => bus.UsingPostgres((_, postgres) => configure?.Invoke(postgres)));

    public static async Task<BusHost> StartWith(string database, Action<IBusRegistrationConfigurator> register)
    {
        var builder = Host.CreateApplicationBuilder();
        // MassTransit keeps the first host's logger factory for the whole process; this one outlives every host.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddOptions<SqlTransportOptions>()
            .Configure(options => Describe(options, new NpgsqlConnectionStringBuilder(database)));
        builder.Services.AddPostgresMigrationHostedService();
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(register);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new BusHost(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>If two hosts start on an empty database at once, the package may fail one of them. Its next try succeeds.</summary>
    public static async Task<BusHost> StartStubbornly(string database, Action<ISqlBusFactoryConfigurator> configure)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Start(database, configure);
            }
            catch (PostgresException) when (attempt < 5)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt));
            }
        }
    }

    public async Task SendTo(string queue, object message) =>
        await (await Bus.GetSendEndpoint(new Uri($"queue:{queue}"))).Send(message);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    static void Describe(SqlTransportOptions options, NpgsqlConnectionStringBuilder database)
    {
        options.Host = database.Host;
        options.Port = database.Port;
        options.Database = database.Database;
        options.Username = options.AdminUsername = database.Username;
        options.Password = options.AdminPassword = database.Password;
        options.Schema = "transport";
        options.Role = "transport";
    }
}
