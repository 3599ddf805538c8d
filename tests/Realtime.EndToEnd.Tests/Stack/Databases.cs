using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.EndToEnd.Tests.Stack;

/// <summary>One throwaway PostgreSQL server for all stacks of a run; each has a database of its own.</summary>
static class Databases
{
    static readonly Lazy<Task<PostgreSqlContainer>> Server = new(async () =>
    {
        var server = new PostgreSqlBuilder("postgres:17").Build();
        await server.StartAsync();
        return server;
    });

    /// <summary>The connection string of a new, empty database.</summary>
    public static async Task<string> New()
    {
        var server = (await Server.Value).GetConnectionString();
        var name = "stack_" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(server + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
