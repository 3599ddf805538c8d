using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>An open connection that whoever asked for it gives back.</summary>
sealed class PostgresTransportConnection(NpgsqlConnection connection) : ISqlTransportConnection
{
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
