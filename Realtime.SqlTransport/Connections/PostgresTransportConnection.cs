using Npgsql;

namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>An open connection. Disposing it returns it to the pool.</summary>
sealed class PostgresTransportConnection(NpgsqlConnection connection) : ISqlTransportConnection
{
    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
