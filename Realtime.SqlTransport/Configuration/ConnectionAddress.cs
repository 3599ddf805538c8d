using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>Reads the transport options. A single field wins over the same field in the connection string.</summary>
static class ConnectionAddress
{
    public static NpgsqlConnectionStringBuilder Of(SqlTransportOptions options)
    {
        var address = new NpgsqlConnectionStringBuilder(options.ConnectionString ?? "");
        address.Host = options.Host ?? address.Host;
        address.Port = options.Port ?? address.Port;
        address.Database = options.Database ?? address.Database;
        address.Username = options.Username ?? address.Username;
        address.Password = options.Password ?? address.Password;
        return address;
    }

    /// <summary>The address for the server's administrator, in the given database.</summary>
    public static string OfAdministrator(SqlTransportOptions options, string? database = null)
    {
        var address = Of(options);
        if (options.AdminUsername is { } administrator)
        {
            address.Password = options.AdminPassword ?? (administrator == address.Username ? address.Password : null);
            address.Username = administrator;
        }
        address.Database = database ?? address.Database;
        address.Pooling = false; // It runs only a few statements at start-up.
        return address.ConnectionString;
    }
}
