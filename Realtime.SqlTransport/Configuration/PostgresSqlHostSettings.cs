using System.Data;
using MassTransit.SqlTransport.Configuration;
using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>The server, the database and the schema of the bus.</summary>
sealed class PostgresSqlHostSettings : ConfigurationSqlHostSettings
{
    readonly NpgsqlConnectionStringBuilder address;
    readonly NpgsqlDataSource? given;

    PostgresSqlHostSettings(NpgsqlConnectionStringBuilder address, NpgsqlDataSource? given)
    {
        this.address = address;
        this.given = given;
        // The address of the bus is a URI, which cannot contain the folder of a Unix socket.
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

    /// <summary>Returns the caller's data source, or opens one that the connection context disposes.</summary>
    public (NpgsqlDataSource Source, bool IsOurs) OpenDataSource()
    {
        if (given is not null)
            return (given, false);
        var pooled = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            MaxPoolSize = ConnectionLimit + 1, // One connection listens for as long as the bus runs.
            MaxAutoPrepare = 30,
            AutoPrepareMinUsages = 2,
        };
        return (NpgsqlDataSource.Create(pooled), true);
    }
}
