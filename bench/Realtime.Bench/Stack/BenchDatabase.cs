using Npgsql;
using Realtime.Testing.Servers;

namespace Realtime.Bench.Stack;

/// <summary>A PostgreSQL server for one benchmark. It flushes every commit to disk.</summary>
sealed class BenchDatabase : IAsyncDisposable
{
    readonly PostgresServer server;

    BenchDatabase(PostgresServer server) => this.server = server;

    public string ConnectionString => server.ConnectionString;

    public static async Task<BenchDatabase> Start(BenchRun run)
    {
        run.Say("starting PostgreSQL with fsync on");
        return new BenchDatabase(await PostgresServer.CreateDurable(("track_commit_timestamp", "on")));
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
