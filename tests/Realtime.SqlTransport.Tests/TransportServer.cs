using Npgsql;
using Realtime.Testing.Servers;

namespace Realtime.SqlTransport.Tests;

/// <summary>A server for the tests of one class. Each test uses its own database.</summary>
public sealed class TransportServer : IAsyncLifetime
{
    PostgresServer? postgres;

    PostgresServer Postgres => postgres ?? throw new InvalidOperationException("The server has not been started.");

    public async Task InitializeAsync() => postgres = await PostgresServer.Create();

    public async Task DisposeAsync() => await Postgres.DisposeAsync();

    /// <summary>The connection string of a database that does not exist yet. A host creates it when it starts.</summary>
    public string NewDatabase() =>
        Postgres.ConnectionStringOf($"bus_{Guid.NewGuid():N}");

    public async Task CutConnections(string database)
    {
        await using var connection = new NpgsqlConnection(Postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command =
            new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", connection);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(database).Database!);
        await command.ExecuteNonQueryAsync();
    }
}
