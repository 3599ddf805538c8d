using AppHost.Lifetime;
using LocalServers.RabbitMq;

namespace AppHost.Brokers;

static class ProgramBroker
{
    /// <summary>Adds RabbitMQ from this machine's programs, with its data in a folder of this user that is kept between runs.</summary>
    /// <exception cref="CannotRunException">Another run uses the folder.</exception>
    public static IResourceBuilder<RabbitMqProgramResource> AddProgramBroker(this IDistributedApplicationBuilder builder,
        RabbitMqPrograms programs)
    {
        var folder = Servers.DataFolder(builder.Configuration, "Realtime:RabbitMq:DataFolder", "rabbitmq");
        var resource =
            new RabbitMqProgramResource(BrokerExtensions.Name, Open(programs, folder), Servers.Password(builder, "messaging-password"));

        builder.HoldForThisRun(resource.Server);
        var broker = builder.AddResource(resource)
            .WithArgs([.. resource.Server.Command.Skip(1)])
            .WithIconName("Mailbox")
            .WithEnvironment(async context =>
            {
                foreach (var (name, value) in resource.Server.Environment(await resource.Amqp.PortAsync(),
                    await resource.PortMapper.PortAsync(), await resource.Distribution.PortAsync()))
                    context.EnvironmentVariables[name] = value;
            })
            .OnBeforeResourceStarted((_, _, cancellation) => PrepareAsync(resource, cancellation))
            .WithPatientCheck(async cancellation =>
                await AmqpGreeting.IsAnsweredAsync(await resource.Amqp.PortAsync(cancellation), cancellation)
                    ? null
                    : "RabbitMQ does not answer on its port.");
        foreach (var endpoint in new[] { resource.Amqp, resource.PortMapper, resource.Distribution })
            broker.WithEndpoint(scheme: "tcp", name: endpoint.EndpointName, isProxied: false);
        foreach (var inner in new[] { resource.PortMapper, resource.Distribution })
            broker.WithUrlForEndpoint(inner.EndpointName, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
        return broker;
    }

    static RabbitMqForeground Open(RabbitMqPrograms programs, string folder)
    {
        try
        {
            return new RabbitMqForeground(programs, folder);
        }
        catch (InvalidOperationException inUse)
        {
            throw new CannotRunException(
                $"{inUse.Message} Stop the other run, or give this one a folder of its own with Realtime:RabbitMq:DataFolder.", inUse);
        }
    }

    static async Task PrepareAsync(RabbitMqProgramResource resource, CancellationToken cancellation) => await resource.Server.PrepareAsync(
        await resource.Amqp.PortAsync(cancellation), await resource.PortMapper.PortAsync(cancellation),
        await resource.Distribution.PortAsync(cancellation),
        RabbitMqProgramResource.UserName, (await resource.Password.GetValueAsync(cancellation))!, cancellation);
}
