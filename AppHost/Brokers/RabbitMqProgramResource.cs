using LocalServers.RabbitMq;

namespace AppHost.Brokers;

/// <summary>RabbitMQ from this machine's programs, listening on 127.0.0.1.</summary>
public sealed class RabbitMqProgramResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string UserName = "realtime";

    internal RabbitMqProgramResource(string name, RabbitMqForeground server, ParameterResource password)
        : base(name, server.Command[0], Path.GetDirectoryName(server.Folder)!)
    {
        (Server, Password) = (server, password);
        Amqp = new EndpointReference(this, "amqp");
        PortMapper = new EndpointReference(this, "epmd");
        Distribution = new EndpointReference(this, "distribution");
    }

    /// <summary>The endpoint for clients.</summary>
    public EndpointReference Amqp { get; }

    public ParameterResource Password { get; }

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"amqp://{UserName}:{Password}@127.0.0.1:{Amqp.Property(EndpointProperty.Port)}");

    internal RabbitMqForeground Server { get; }

    /// <summary>The endpoint of Erlang's port mapper, which no client needs.</summary>
    internal EndpointReference PortMapper { get; }

    internal EndpointReference Distribution { get; }
}
