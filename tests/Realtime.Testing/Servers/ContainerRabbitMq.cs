using System.Text.Json;
using Realtime.Testing.Servers.Engine;
using Testcontainers.RabbitMq;

namespace Realtime.Testing.Servers;

/// <summary>A broker in a container of its own.</summary>
sealed class ContainerRabbitMq(IReadOnlyList<string> virtualHosts) : RabbitMqBroker
{
    const string User = "realtime", Password = "realtime";
    const string Definitions = "/tmp/definitions.json";

    readonly ServerContainer server = new(RabbitMqBuilder.RabbitMqPort, shape => new RabbitMqBuilder(Image)
        .WithUsername(User)
        .WithPassword(Password)
        .WithHostname("broker") // RabbitMQ finds its data by the host's name
        .WithCreateParameterModifier(shape)
        .Build());

    bool hasVirtualHosts;

    public override string ConnectionString(string virtualHost) =>
        $"amqp://{User}:{Password}@{ContainerEngine.Host}:{server.Port}/{virtualHost}";

    public override async Task Start()
    {
        await server.Start();
        if (hasVirtualHosts) return;

        // One import for all virtual hosts: each command of rabbitmqctl takes a second.
        await server.Copy(JsonSerializer.SerializeToUtf8Bytes(new
        {
            vhosts = virtualHosts.Select(name => new { name }),
            permissions = virtualHosts.Select(vhost => new { user = User, vhost, configure = ".*", write = ".*", read = ".*" }),
        }), Definitions);
        var import = await server.Run("rabbitmqctl", "import_definitions", Definitions);
        if (import.ExitCode != 0)
            throw new InvalidOperationException($"RabbitMQ did not import the virtual hosts: {import.Stdout}{import.Stderr}");
        hasVirtualHosts = true;
    }

    public override Task Stop() => server.Stop();

    public override Task Kill() => server.Kill();

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
