using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Diagnostics;
using Npgsql;
using LocalServers.PostgreSql;

namespace LocalServers.Tests;

/// <summary>A PostgreSQL server from this machine's programs, on its own data folder.</summary>
public sealed class PostgreSqlClusterTests : IAsyncLifetime
{
    readonly string folder = Path.Combine(Path.GetTempPath(), $"cluster-{Guid.NewGuid():N}");
    readonly List<PostgreSqlCluster> clusters = [];

    [Fact]
    public async Task Data_remains_after_a_stop_and_for_another_process()
    {
        await using (var first = Cluster())
        {
            await first.StartAsync();
            await first.CreateDatabaseAsync("kept");
            await first.CreateDatabaseAsync("kept");
            await Ask(first, "create table here as select 42 as id");
        }
        var next = Cluster();
        await next.StartAsync();
        Assert.Equal(42, await Ask(next, "select id from here"));
    }

    [Fact]
    public async Task It_listens_on_loopback_with_passwords_and_no_socket_file()
    {
        var cluster = Cluster();
        await cluster.StartAsync();
        Assert.Equal(
            "127.0.0.1 / ",
            await Ask(cluster, "select current_setting('listen_addresses') || ' / ' || current_setting('unix_socket_directories')"));
        Assert.Equal(0L, await Ask(cluster, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
    }

    [Fact]
    public async Task Only_one_process_at_a_time_may_use_a_folder()
    {
        await Cluster().StartAsync();
        var refusal = await Assert.ThrowsAsync<PostgreSqlClusterException>(() => Cluster().StartAsync());
        Assert.Contains("in use by another running process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_of_the_server_is_noticed_and_the_next_start_recovers()
    {
        var cluster = Cluster();
        await cluster.StartAsync();
        await Ask(cluster, "create table here as select 42 as id");
        var gone = cluster.WaitForExitAsync(CancellationToken.None);
        KillPostmaster();
        await gone.WaitAsync(TimeSpan.FromSeconds(120));
        await cluster.StopAsync();
        await cluster.StartAsync();
        Assert.Equal(42, await Ask(cluster, "select id from here"));
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_is_no_server()
    {
        await using (var first = Cluster())
            await first.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "postmaster.pid"), $"{Environment.ProcessId}\n");
        await Cluster().StartAsync();
        Assert.False(Process.GetCurrentProcess().HasExited);
    }

    [Fact]
    public async Task A_failed_start_reports_the_end_of_the_log()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var refusal = await Assert.ThrowsAsync<PostgreSqlClusterException>(() => Cluster(port).StartAsync());
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Address already in use", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_start_leaves_no_server_and_frees_the_folder()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cluster().StartAsync(soon.Token));
        var next = Cluster();
        await next.StartAsync();
        Assert.Equal(1, await Ask(next, "select 1"));
    }

    [Fact]
    public async Task Its_log_can_be_followed()
    {
        var cluster = Cluster();
        await cluster.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await foreach (var line in cluster.ReadLogAsync(patience.Token))
        {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
                return;
        }
    }

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var cluster in clusters)
            await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    PostgreSqlCluster Cluster(int port = 0)
    {
        var cluster = new PostgreSqlCluster(PostgreSqlPrograms.Require(), new()
        {
            DataFolder = Path.Combine(folder, "data"),
            Password = "secret",
            Port = port,
            Settings = new Dictionary<string, string> { ["fsync"] = "off" },
        });
        clusters.Add(cluster);
        return cluster;
    }

    void KillPostmaster()
    {
        var id = int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(id);
        postmaster.Kill();
    }

    static async Task<object?> Ask(PostgreSqlCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
