using Npgsql;
using Realtime.Testing.Servers;

namespace Realtime.Bench.Stack;

/// <summary>A PostgreSQL server for one benchmark. It flushes every commit to disk.</summary>
sealed class BenchDatabase : IAsyncDisposable
{
    readonly PostgresServer server;
    readonly bool isOwner;

    BenchDatabase(PostgresServer server, string connectionString, bool isOwner) =>
        (this.server, ConnectionString, this.isOwner) = (server, connectionString, isOwner);

    public string ConnectionString { get; }

    /// <param name="settings">Settings as in postgresql.conf.</param>
    public static async Task<BenchDatabase> Start(BenchRun run, params (string Name, string Value)[] settings)
    {
        run.Say("starting PostgreSQL with fsync on");
        var server = await PostgresServer.CreateDurable([("track_commit_timestamp", "on"), .. settings]);
        return new BenchDatabase(server, server.ConnectionString, isOwner: true);
    }

    /// <summary>Another, empty database on the same server. The server stops with the first.</summary>
    public async Task<BenchDatabase> Beside() => new(server, await server.NewDatabase(), isOwner: false);

    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => isOwner ? server.DisposeAsync() : ValueTask.CompletedTask;
}
