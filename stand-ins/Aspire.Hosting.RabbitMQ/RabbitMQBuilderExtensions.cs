using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

public static class RabbitMQBuilderExtensions
{
    /// <summary>
    /// A RabbitMQ server: the machine's own programs, else a container engine's. None is started where configuration gives
    /// <c>ConnectionStrings:{name}</c>.
    /// </summary>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource ?? builder.GeneratedPassword($"{name}-password");
        var server = new RabbitMQServerResource(name, userName?.Resource, secret);
        return builder
            .AddServer(server, port, 5672, new("docker.io/library/rabbitmq", "4.1"), context => RabbitMQRunners.Of(server, context))
            .WithUser(
                ("RABBITMQ_DEFAULT_USER", (object?)server.UserNameParameter ?? RabbitMQServerResource.DefaultUserName),
                ("RABBITMQ_DEFAULT_PASS", server.PasswordParameter));
    }
}
