using LocalServers.PostgreSql;
using Realtime.Testing.Servers.Programs;

namespace Realtime.Testing.Servers;

/// <summary>A PostgreSQL server from this machine's programs. It ends when this process dies.</summary>
sealed class ProgramPostgres(PostgreSqlPrograms programs, IReadOnlyDictionary<string, string> settings) : PostgresServer
{
    const int Attempts = 5;
    ThrowawayFolder? folder;
    PostgreSqlCluster? cluster;

    public override int Port => Made.Port;

    PostgreSqlCluster Made => cluster ?? throw new InvalidOperationException("The server has not been started.");

    PostmasterProcess Processes => new(Made.DataFolder);

    public override Task Start() => cluster?.StartAsync() ?? Create();

    public override Task Stop() => Made.StopAsync();

    public override async Task Kill()
    {
        await Processes.Kill();
        await Made.StopAsync();
    }

    public override Task Pause() => Processes.Send("STOP");

    public override Task Resume() => Processes.Send("CONT");

    async Task Create()
    {
        folder = await ThrowawayFolder.Create(programs, durable: settings["fsync"] != "off");
        await ClusterTemplate.Copy(programs, folder.DataFolder);
        for (var attempt = 1; ; attempt++)
        {
            var next = new PostgreSqlCluster(programs, new()
            {
                DataFolder = folder.DataFolder,
                Port = LoopbackPort.Free(),
                UserName = User,
                Password = Password,
                Settings = settings,
            });
            try
            {
                await next.StartAsync();
                cluster = next;
                return;
            }
            catch (PostgreSqlClusterException e) when (attempt < Attempts && e.Message.Contains("could not bind", StringComparison.Ordinal))
            {
                await next.DisposeAsync();
            }
        }
    }

    private protected override async Task<(long ExitCode, string Output, string Errors)> Psql(string script, string[] arguments)
    {
        string[] command = [programs.PathOf("psql"), .. arguments, "--host=" + Host, $"--port={Port}", "--file=-"];
        var result = await ProgramRun.AsServerAccountAsync(command, CancellationToken.None, script,
            new Dictionary<string, string> { ["PGPASSWORD"] = Password });
        return (result.ExitCode, result.Output, result.Error);
    }

    public override async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        folder?.Dispose();
        (cluster, folder) = (null, null);
    }
}
