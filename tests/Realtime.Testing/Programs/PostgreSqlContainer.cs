using LocalServers.PostgreSql;

namespace Realtime.Testing.Programs;

/// <summary>A throwaway PostgreSQL server of its own: made at the first start, kept over a stop, gone when disposed or when this process dies.</summary>
public sealed class PostgreSqlContainer : IAsyncDisposable
{
    readonly PostgreSqlPrograms programs;
    readonly ServerDescription server;
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    ThrowawayFolder? folder;
    PostgreSqlCluster? cluster;

    internal PostgreSqlContainer(PostgreSqlPrograms programs, ServerDescription server) => (this.programs, this.server) = (programs, server);

    /// <summary>Returns when the server accepts connections. Starting a started one does nothing.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            folder ??= await ThrowawayFolder.CreateAsync(programs, server.IsDurable, ct);
            await ClusterTemplate.CopyAsync(programs, server, folder.DataFolder, ct);
            cluster ??= new PostgreSqlCluster(programs, new()
            {
                DataFolder = folder.DataFolder,
                UserName = server.Username,
                Password = server.Password,
                Settings = server.Settings,
            });
            await cluster.StartAsync(ct);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Stops the server; its data stays. Another start may take another port.</summary>
    public Task StopAsync(CancellationToken ct = default) => Started().StopAsync(ct);

    /// <exception cref="InvalidOperationException">It is not started.</exception>
    public string GetConnectionString() => Started().ConnectionString(server.Database);

    /// <summary>Runs SQL with psql, as the user, in the database. An error in it is told in Stderr only, and the script goes on.</summary>
    public async Task<ExecResult> ExecScriptAsync(string scriptContent, CancellationToken ct = default)
    {
        var running = Started();
        string[] command =
        [
            programs.PathOf("psql"), "--no-psqlrc", "--host=127.0.0.1", $"--port={running.Port}",
            "--username=" + server.Username, "--dbname=" + server.Database, "--file=-",
        ];
        var environment = new Dictionary<string, string> { ["PGPASSWORD"] = server.Password };
        var result = await ProgramRun.AsServerAccountAsync(command, ct, scriptContent, environment);
        return new ExecResult(result.Output, result.Error, result.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            if (cluster is not null)
                await cluster.DisposeAsync();
            folder?.Dispose();
            (cluster, folder) = (null, null);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    PostgreSqlCluster Started() => cluster is { IsStarted: true } started
        ? started
        : throw new InvalidOperationException("The container is not started: call StartAsync first.");
}
