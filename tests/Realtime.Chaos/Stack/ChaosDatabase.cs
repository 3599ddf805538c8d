using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.Chaos.Stack;

/// <summary>A PostgreSQL server that keeps every commit, and that is shut down in the middle of what it does.</summary>
sealed class ChaosDatabase : IAsyncDisposable
{
    readonly PostgreSqlContainer server = new PostgreSqlBuilder("postgres:17").WithCommand(
        "-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on", "-c", "max_connections=300").Build();
    readonly Gate gate = new();

    public string ConnectionString { get; private set; } = "";

    /// <summary>The same without a pool: for what must not be left over.</summary>
    public NpgsqlDataSource Open() => NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");

    public async Task Start()
    {
        await server.StartAsync();
        var direct = new NpgsqlConnectionStringBuilder(server.GetConnectionString());
        gate.Target = direct.Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Host = "127.0.0.1", Port = gate.Port }.ConnectionString;
    }

    /// <summary>The immediate shutdown: connections are cut, nothing is written any more, and the next start recovers from the log.</summary>
    public async Task StopImmediately()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            // The server's programs run in its data folder, where its main process wrote its number.
            await using var quit = new NpgsqlCommand("copy (select 1) to program 'kill -QUIT $(head -1 postmaster.pid)'", connection);
            await quit.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // It is gone before it could answer.
        }

        await server.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await gate.DisposeAsync();
    }
}
