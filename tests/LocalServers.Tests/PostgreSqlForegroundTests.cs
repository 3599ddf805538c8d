using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LocalServers.PostgreSql;
using Npgsql;

namespace LocalServers.Tests;

/// <summary>A server in the foreground, started and stopped as an orchestrator does.</summary>
public sealed class PostgreSqlForegroundTests : IAsyncLifetime
{
    const string Password = "not-a-secret";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly string folder =
        Path.Combine(Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"foreground-{Guid.NewGuid():N}")).FullName, "data");
    readonly List<Process> started = [];

    [Fact]
    public async Task SIGTERM_stops_it_at_once_although_a_client_is_connected()
    {
        using var server = Server();
        var port = await StartAsync(server);
        await using var client = await OpenAsync(port);
        Signal("TERM", started[^1].Id);
        // A smart shutdown would wait for this client, which never disconnects.
        await started[^1].WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, started[^1].ExitCode);
        Assert.False(File.Exists(Path.Combine(folder, "postmaster.pid")));
    }

    [Fact]
    public async Task A_server_that_a_killed_run_left_is_stopped_and_its_data_remains()
    {
        using (var killed = Server())
        {
            await using var client = await OpenAsync(await StartAsync(killed));
            await using var write = new NpgsqlCommand("create table kept as select 42 as id", client);
            await write.ExecuteNonQueryAsync();
            Signal("KILL", started[^1].Id);
            await started[^1].WaitForExitAsync().WaitAsync(Patience);
        }

        using var next = Server();
        await using var again = await OpenAsync(await StartAsync(next));
        await using var read = new NpgsqlCommand("select id from kept", again);
        Assert.Equal(42, await read.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_prevents_nothing()
    {
        using var server = Server();
        await using (await OpenAsync(await StartAsync(server)))
        {
            // The server is up, so its pid file is complete.
        }

        var file = Path.Combine(folder, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file);
        Signal("KILL", int.Parse(lines[0], CultureInfo.InvariantCulture));
        await started[^1].WaitForExitAsync().WaitAsync(Patience);
        await File.WriteAllLinesAsync(file, [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. lines[1..]]);

        await using var client = await OpenAsync(await StartAsync(server));
        Assert.False(Process.GetCurrentProcess().HasExited);
    }

    [Fact]
    public void Only_one_process_at_a_time_may_use_a_folder()
    {
        using var first = Server();
        var refusal = Assert.Throws<PostgreSqlClusterException>(Server);
        Assert.Contains(folder, refusal.Message, StringComparison.Ordinal);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await PostgreSqlCluster.StopAbandonedAsync(PostgreSqlPrograms.Require(), folder, CancellationToken.None);
        foreach (var process in started)
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
        }

        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    PostgreSqlForeground Server() => new(PostgreSqlPrograms.Require(), new() { DataFolder = folder, Password = "" });

    async Task<int> StartAsync(PostgreSqlForeground server)
    {
        var port = FreePort();
        await server.PrepareAsync(port, Password, CancellationToken.None);
        started.Add(Process.Start(server.Command[0], server.Command.Skip(1)));
        return port;
    }

    static async Task<NpgsqlConnection> OpenAsync(int port)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var connection =
                new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Password={Password};Database=postgres;Pooling=false");
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                await connection.DisposeAsync();
                await Task.Delay(50);
            }
        }
    }

    static void Signal(string signal, int process)
    {
        using var kill = Process.Start("/bin/kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
