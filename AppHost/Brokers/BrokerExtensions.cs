using LocalServers.RabbitMq;
using Microsoft.Extensions.Configuration;

namespace AppHost.Brokers;

static class BrokerExtensions
{
    /// <summary>What the services read as ConnectionStrings:messaging, and the setting that names a broker of the user's own.</summary>
    public const string Name = "messaging";

    /// <summary>RabbitMQ where Realtime:Messaging asks for it: the given one, else a container, else the machine's own programs. Null where it does not: the bus is in the database.</summary>
    /// <exception cref="CannotRunException">None of the three is to be had, or Realtime:Messaging asks for something else.</exception>
    public static IResourceBuilder<IResourceWithConnectionString>? AddBroker(this IDistributedApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (!IsAskedFor(settings)) return null;
        if (settings.GetConnectionString(Name) is { Length: > 0 } given)
        {
            var parameter = builder.AddParameter("messaging-connection-string", given, secret: true)
                .WithDescription("The broker, from the setting ConnectionStrings:messaging.");
            return builder.AddConnectionString(Name, ReferenceExpression.Create($"{parameter.Resource}")).WithIconName("Mailbox");
        }

        if (builder.ExecutionContext.IsPublishMode || (Servers.MayBeContainers(settings) && ContainerEngine.Find(settings) is not null))
            return builder.AddRabbitMQ(Name);
        if (Servers.MayBePrograms(settings) && RabbitMqPrograms.Find() is { } programs)
            return builder.AddProgramBroker(programs);
        throw new CannotRunException(
            $"Realtime:Messaging asks for RabbitMQ, and there is none to run on: install its programs ({RabbitMqPrograms.HowToInstall}), "
            + "or start a container engine such as Docker, or set ConnectionStrings:messaging to a broker of your own.");
    }

    static bool IsAskedFor(ConfigurationManager settings) => settings["Realtime:Messaging"]?.ToLowerInvariant() switch
    {
        null or "" => false,
        "rabbitmq" => true,
        var other => throw new CannotRunException($"Realtime:Messaging is \"{other}\": it must be rabbitmq, or left out."),
    };
}
