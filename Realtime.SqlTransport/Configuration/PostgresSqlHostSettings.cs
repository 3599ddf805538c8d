using System.Data;
using MassTransit.SqlTransport.Configuration;
using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Where the bus is: a server, a database, a schema.</summary>
sealed class PostgresSqlHostSettings : ConfigurationSqlHostSettings
{
    readonly NpgsqlConnectionStringBuilder address;
    readonly NpgsqlDataSource? given;

    PostgresSqlHostSettings(NpgsqlConnectionStringBuilder address, NpgsqlDataSource? given)
    {
        this.address = address;
        this.given = given;
        // The address of the bus is a URI: a Unix socket's folder has no place in it.
        Host = address.Host is not { } host || host.StartsWith('/') ? "localhost" : host.Split(',', ':')[0];
        Port = address.Port;
        Database = address.Database;
        Schema = TransportSchema.Usual;
        IsolationLevel = IsolationLevel.ReadCommitted;
    }

    public static PostgresSqlHostSettings From(NpgsqlDataSource dataSource) => new(new(dataSource.ConnectionString), dataSource);

    public static PostgresSqlHostSettings From(SqlTransportOptions options)
    {
        var settings = new PostgresSqlHostSettings(ConnectionAddress.Of(options), given: null)
        {
            MaintenanceEnabled = !options.DisableMaintenance,
        };
        settings.Schema = options.Schema ?? settings.Schema;
        settings.ConnectionLimit = options.ConnectionLimit ?? settings.ConnectionLimit;
        return settings;
    }

    public override ConnectionContextFactory CreateConnectionContextFactory(ISqlHostConfiguration configuration) =>
        new PostgresConnectionContextFactory(configuration, this);

    /// <summary>A data source of the caller's is shared, one of ours is disposed with the connection context.</summary>
    public (NpgsqlDataSource Source, bool IsOurs) OpenDataSource()
    {
        if (given is not null)
            return (given, false);
        var pooled = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            MaxPoolSize = ConnectionLimit + 1, // One listens for as long as the bus lives.
            MaxAutoPrepare = 30,
            AutoPrepareMinUsages = 2,
        };
        return (NpgsqlDataSource.Create(pooled), true);
    }
}
