using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.EndToEnd.Tests.Stack;

/// <summary>A PostgreSQL server of its own that a test may stop and start.</summary>
sealed class RestartableDatabase : IAsyncDisposable
{
    readonly PostgreSqlContainer server = new PostgreSqlBuilder("postgres:17").Build();
    readonly Gate gate = new();

    public string ConnectionString { get; private set; } = "";

    public static async Task<RestartableDatabase> Create()
    {
        var database = new RestartableDatabase();
        await database.Start();
        return database;
    }

    public async Task Start()
    {
        await server.StartAsync();
        var direct = new NpgsqlConnectionStringBuilder(server.GetConnectionString());
        gate.Target = direct.Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Host = "127.0.0.1", Port = gate.Port }.ConnectionString;
    }

    public Task Stop() => server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await gate.DisposeAsync();
    }
}
