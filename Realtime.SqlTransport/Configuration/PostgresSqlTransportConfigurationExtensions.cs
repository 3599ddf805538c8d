using MassTransit.SqlTransport;
using MassTransit.SqlTransport.PostgreSql;
using Microsoft.Extensions.DependencyInjection;

namespace MassTransit;

/// <summary>Prepares the transport's database when the host starts.</summary>
public static class PostgresSqlTransportConfigurationExtensions
{
    /// <param name="services">The host's services, with <see cref="SqlTransportOptions"/> configured.</param>
    /// <param name="create">Create the database, the role, the user and the tables that are not there yet, before the bus starts.</param>
    /// <param name="delete">Drop the whole database when the host stops.</param>
    public static IServiceCollection AddPostgresMigrationHostedService(this IServiceCollection services, bool create = true, bool delete = false)
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
