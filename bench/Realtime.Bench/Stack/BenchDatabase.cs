using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.Bench.Stack;

/// <summary>A PostgreSQL server of its own that keeps its promises: every commit is on the disk.</summary>
sealed class BenchDatabase : IAsyncDisposable
{
    readonly PostgreSqlContainer server;

    BenchDatabase(PostgreSqlContainer server) => this.server = server;

    public string ConnectionString => server.GetConnectionString();

    public static async Task<BenchDatabase> Start(BenchRun run)
    {
        run.Say("starting PostgreSQL with fsync on");
        var server = new PostgreSqlBuilder("postgres:17").WithCommand(
            "-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on", "-c", "track_commit_timestamp=on", "-c", "max_connections=300").Build();
        await server.StartAsync();
        return new BenchDatabase(server);
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
