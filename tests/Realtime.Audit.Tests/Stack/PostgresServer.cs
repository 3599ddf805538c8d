using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.Audit.Tests;

/// <summary>One server for all tests of this assembly.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>The collection of test classes that share it, and one stack that most of them use.</summary>
    public const string Tests = "postgres";

    readonly PostgreSqlContainer server = new PostgreSqlBuilder("postgres:17").WithCommand("-c", "max_connections=300").Build();

    /// <summary>API and worker on a database that is not to be broken as a whole: tests keep to their own conversations.</summary>
    internal AuditStack Stack { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await server.StartAsync();
        Stack = await NewStack();
    }

    public async Task DisposeAsync()
    {
        await Stack.DisposeAsync();
        await server.DisposeAsync();
    }

    internal async Task<AuditStack> NewStack(params (string Name, string Value)[] settings) => await AuditStack.Start(await NewDatabase(), settings);

    /// <summary>The connection string of a new database, or of a copy of one that nobody is connected to.</summary>
    public async Task<string> NewDatabase(string template = "template1")
    {
        var name = $"test_{Guid.NewGuid():n}";
        await using var connection = new NpgsqlConnection(server.GetConnectionString());
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name} template {template}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.GetConnectionString()) { Database = name, IncludeErrorDetail = true }.ConnectionString;
    }
}

[CollectionDefinition(PostgresServer.Tests)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;
