using System.Text;
using Realtime.Testing.Servers.Engine;
using Testcontainers.PostgreSql;

namespace Realtime.Testing.Servers;

/// <summary>A PostgreSQL server in a container of its own.</summary>
sealed class ContainerPostgres(IReadOnlyDictionary<string, string> settings) : PostgresServer
{
    const string Script = "/tmp/script.sql";

    readonly ServerContainer server = new(PostgreSqlBuilder.PostgreSqlPort, shape => new PostgreSqlBuilder(Image)
        .WithUsername(User)
        .WithPassword(Password)
        .WithCommand([.. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })])
        .WithCreateParameterModifier(shape)
        // after SIGTERM it would wait for its clients to disconnect
        .WithCreateParameterModifier(parameters => parameters.StopSignal = "SIGINT")
        .Build());

    public override int Port => server.Port;

    private protected override string Host => ContainerEngine.Host;

    public override Task Start() => server.Start();

    public override Task Stop() => server.Stop();

    public override Task Kill() => server.Kill();

    public override Task Pause() => server.Pause();

    public override Task Resume() => server.Resume();

    private protected override async Task<(long ExitCode, string Output, string Errors)> Psql(string script, string[] arguments)
    {
        await server.Copy(Encoding.UTF8.GetBytes(script), Script);
        var result = await server.Run(["psql", .. arguments, "--file=" + Script]);
        return (result.ExitCode ?? -1, result.Stdout, result.Stderr);
    }

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
