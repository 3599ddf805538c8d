using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.SqlTransport.Tests;

/// <summary>A server for the tests of one class; each test takes a database of its own.</summary>
public sealed class TransportServer : IAsyncLifetime
{
    readonly PostgreSqlContainer postgres = new PostgreSqlBuilder("postgres:17").WithCommand("-c", "max_connections=300").Build();

    public Task InitializeAsync() => postgres.StartAsync();

    public async Task DisposeAsync() => await postgres.DisposeAsync();

    /// <summary>The address of a database that nobody has made yet: a host makes it when it starts.</summary>
    public string NewDatabase() =>
        new NpgsqlConnectionStringBuilder(postgres.GetConnectionString()) { Database = $"bus_{Guid.NewGuid():N}" }.ConnectionString;

    public async Task CutConnections(string database)
    {
        await using var connection = new NpgsqlConnection(postgres.GetConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", connection);
        command.Parameters.AddWithValue(new NpgsqlConnectionStringBuilder(database).Database!);
        await command.ExecuteNonQueryAsync();
    }
}
