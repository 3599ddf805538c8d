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
        return builder.AddResource(server)
            .WithEndpoint("tcp", port, targetPort: 5672, name: "tcp", env: null, isProxied: null)
            .WithAnnotation(new ContainerImageAnnotation("docker.io/library/rabbitmq", "4.1"))
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = (object?)server.UserNameParameter ?? RabbitMQServerResource.DefaultUserName;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = server.PasswordParameter;
            })
            .WithGivenConnectionString()
            .WithAnnotation(new RunnerAnnotation(context => RabbitMQRunners.Of(server, context)));
    }
}
