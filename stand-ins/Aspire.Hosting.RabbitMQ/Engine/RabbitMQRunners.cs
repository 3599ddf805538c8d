using Aspire.Hosting.ApplicationModel;
using RabbitMq.Programs;

namespace Aspire.Hosting.Engine;

/// <summary>What a broker is run with: nothing where it is given, else the machine's programs, else a container engine.</summary>
internal static class RabbitMQRunners
{
    public static ResourceRunner Of(RabbitMQServerResource server, EngineContext context) =>
        server.IsGiven() ? new GivenRunner(server)
        : RabbitMqPrograms.Find() is { } programs ? new RabbitMQProgramsRunner(server, programs, context)
        : new ContainerRunner(server, context, dead => AmqpHealth.WaitAsync(server, context.Options, dead), NothingToRunItWith(server));

    private static string NothingToRunItWith(RabbitMQServerResource server) =>
        "cannot start. RabbitMQ's program (rabbitmq-server) was not found. Install it ("
        + $"{RabbitMqPrograms.HowToInstall}). A running docker or podman would do too, and so would a broker of yours: ConnectionStrings__{server.Name}.";
}
