using MassTransit.SqlTransport.Configuration;
using MassTransit.SqlTransport.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MassTransit;

/// <summary>Puts the bus on PostgreSQL.</summary>
public static class PostgresBusFactoryConfiguratorExtensions
{
    /// <summary>The database is what <see cref="SqlTransportOptions"/> say.</summary>
    public static void UsingPostgres(
        this IBusRegistrationConfigurator configurator,
        Action<IBusRegistrationContext, ISqlBusFactoryConfigurator>? configure = null) =>
        configurator.Use(
            context => PostgresSqlHostSettings.From(context.GetRequiredService<IOptionsMonitor<SqlTransportOptions>>().CurrentValue), configure);

    /// <summary><see cref="SqlTransportOptions"/> are not looked at, only the connection string.</summary>
    public static void UsingPostgres(
        this IBusRegistrationConfigurator configurator,
        string connectionString,
        Action<IBusRegistrationContext, ISqlBusFactoryConfigurator>? configure = null) =>
        configurator.Use(_ => PostgresSqlHostSettings.From(new SqlTransportOptions { ConnectionString = connectionString }), configure);

    /// <summary><see cref="SqlTransportOptions"/> are not looked at; the data source stays the caller's to dispose.</summary>
    public static void UsingPostgres(
        this IBusRegistrationConfigurator configurator,
        NpgsqlDataSource dataSource,
        Action<IBusRegistrationContext, ISqlBusFactoryConfigurator>? configure = null) =>
        configurator.Use(_ => PostgresSqlHostSettings.From(dataSource), configure);

    static void Use(
        this IBusRegistrationConfigurator configurator,
        Func<IBusRegistrationContext, PostgresSqlHostSettings> settings,
        Action<IBusRegistrationContext, ISqlBusFactoryConfigurator>? configure) =>
        configurator.SetBusFactory(new SqlRegistrationBusFactory((context, bus) =>
        {
            bus.Host(settings(context));
            configure?.Invoke(context, bus);
        }));
}
