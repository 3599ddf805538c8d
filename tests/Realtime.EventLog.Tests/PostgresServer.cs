using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.EventLog.Tests;

/// <summary>One server for all tests of this assembly; each asks for databases of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The collection of test classes that share it.</summary>
    public const string Tests = "postgres";

    readonly PostgreSqlContainer server = new PostgreSqlBuilder("postgres:17").WithCommand("-c", "max_connections=300").Build();

    public Task InitializeAsync() => server.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(server.GetConnectionString());
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.GetConnectionString()) { Database = name, IncludeErrorDetail = true }.ConnectionString;
    }
}

[CollectionDefinition(PostgresServer.Tests)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;
