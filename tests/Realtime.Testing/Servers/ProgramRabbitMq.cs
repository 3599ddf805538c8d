using LocalServers.RabbitMq;

namespace Realtime.Testing.Servers;

/// <summary>A RabbitMQ server from this machine's programs. It ends when this process dies.</summary>
sealed class ProgramRabbitMq(IReadOnlyList<string> virtualHosts) : RabbitMqBroker
{
    RabbitMqServer? server;

    RabbitMqServer Made => server ?? throw new InvalidOperationException("The server has not been started.");

    public override string ConnectionString(string virtualHost) => Made.ConnectionString(virtualHost);

    public override async Task Start()
    {
        if (server is null) server = await RabbitMqServer.CreateAsync(virtualHosts);
        else await server.StartAsync();
    }

    public override Task Stop() => Made.StopAsync();

    public override Task Kill() => Made.KillAsync();

    public override ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
