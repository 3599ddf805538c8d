using LocalServers.RabbitMq;
using Microsoft.Extensions.Configuration;

namespace AppHost.Brokers;

static class BrokerExtensions
{
    /// <summary>The name of the connection string: services read it, and users set it to use their own broker.</summary>
    public const string Name = "messaging";

    /// <summary>
    /// Adds RabbitMQ if Realtime:Messaging asks for it: the user's own broker, else a container, else this machine's programs. Otherwise
    /// null: the bus is in the database.
    /// </summary>
    /// <exception cref="CannotRunException">There is none of the three, or Realtime:Messaging has another value.</exception>
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
            $"Realtime:Messaging asks for RabbitMQ, but this machine has none: install its programs ({RabbitMqPrograms.HowToInstall}), "
            + "or start a container engine such as Docker, or set ConnectionStrings:messaging to a broker of your own.");
    }

    static bool IsAskedFor(ConfigurationManager settings) => settings["Realtime:Messaging"]?.ToLowerInvariant() switch
    {
        null or "" => false,
        "rabbitmq" => true,
        var other => throw new CannotRunException($"Realtime:Messaging is \"{other}\": it must be rabbitmq or unset."),
    };
}
