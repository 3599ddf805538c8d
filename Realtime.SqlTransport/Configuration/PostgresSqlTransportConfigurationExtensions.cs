using MassTransit.SqlTransport;
using MassTransit.SqlTransport.PostgreSql;
using Microsoft.Extensions.DependencyInjection;

namespace MassTransit;

/// <summary>Prepares the transport's database when the host starts.</summary>
public static class PostgresSqlTransportConfigurationExtensions
{
    /// <param name="services">The host's services, with <see cref="SqlTransportOptions"/> configured.</param>
    /// <param name="create">Whether to create a missing database, role, user and tables before the bus starts.</param>
    /// <param name="delete">Whether to drop the whole database when the host stops.</param>
    public static IServiceCollection AddPostgresMigrationHostedService(this IServiceCollection services, bool create = true,
        bool delete = false)
    {
        services.AddTransient<ISqlTransportDatabaseMigrator, PostgresDatabaseMigrator>();
        services.AddOptions<SqlTransportMigrationOptions>().Configure(options =>
        {
            options.CreateDatabase = create;
            options.CreateInfrastructure = create;
            options.DeleteDatabase = delete;
        });
        return services.AddHostedService<SqlTransportMigrationHostedService>();
    }
}
