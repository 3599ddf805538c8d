using Npgsql;
using Testcontainers.PostgreSql;

namespace StandIns.Tests.Marten;

/// <summary>One server for all tests of the store; each test gets a database of its own.</summary>
public sealed class Postgres : IAsyncLifetime
{
    readonly PostgreSqlContainer _container = new PostgreSqlBuilder("postgres:17").Build();

    public Task InitializeAsync() => _container.StartAsync();

    public Task DisposeAsync() => _container.DisposeAsync().AsTask();

    public async Task<string> CreateDatabase()
    {
        var name = $"store_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(_container.GetConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_container.GetConnectionString()) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }
}

[CollectionDefinition(Name)]
public sealed class SharedPostgres : ICollectionFixture<Postgres>
{
    public const string Name = "Marten";
}
