using MassTransit.SqlTransport.Configuration;
using MassTransit.SqlTransport.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MassTransit;

/// <summary>Makes PostgreSQL carry the bus.</summary>
public static class PostgresBusFactoryConfiguratorExtensions
{
    /// <summary>Uses the database that <see cref="SqlTransportOptions"/> name.</summary>
    public static void UsingPostgres(
        this IBusRegistrationConfigurator configurator,
        Action<IBusRegistrationContext, ISqlBusFactoryConfigurator>? configure = null) =>
        configurator.Use(
            context => PostgresSqlHostSettings.From(context.GetRequiredService<IOptionsMonitor<SqlTransportOptions>>().CurrentValue),
            configure);

    /// <summary>Uses the connection string and ignores <see cref="SqlTransportOptions"/>.</summary>
    public static void UsingPostgres(
        this IBusRegistrationConfigurator configurator,
        string connectionString,
        Action<IBusRegistrationContext, ISqlBusFactoryConfigurator>? configure = null) =>
        configurator.Use(_ => PostgresSqlHostSettings.From(new SqlTransportOptions { ConnectionString = connectionString }), configure);

    /// <summary>Uses the data source, which the caller disposes, and ignores <see cref="SqlTransportOptions"/>.</summary>
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
