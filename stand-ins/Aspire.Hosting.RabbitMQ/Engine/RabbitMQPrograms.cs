namespace Aspire.Hosting.Engine;

/// <summary>RabbitMQ's own start script, and Erlang's port mapper that its nodes need.</summary>
internal sealed record RabbitMQPrograms(string Server, string PortMapper)
{
    // Debian's script on PATH changes the user and the folders; the one under lib is RabbitMQ's own.
    private static readonly string[] Servers =
    [
        "/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server",
    ];

    private static readonly string[] PortMappers = ["/opt/homebrew/bin/epmd", "/usr/local/bin/epmd", "/usr/lib/erlang/bin/epmd"];

    public static RabbitMQPrograms? Find() =>
        First(Servers, "rabbitmq-server") is { } server && First(PortMappers, "epmd") is { } portMapper ? new(server, portMapper) : null;

    private static string? First(string[] known, string name) => known.FirstOrDefault(File.Exists) ?? ProcessGroup.OnPath(name);
}
