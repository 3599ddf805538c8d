using System.Globalization;

namespace LocalServers.RabbitMq;

/// <summary>
/// A node that shares nothing with other nodes on this machine: it has its own name, folder, ports and port mapper, all on 127.0.0.1.
/// </summary>
public sealed record RabbitMqNode(string Name, string Folder, int Port, int PortMapperPort, int DistributionPort)
{
    public string ConfigurationFile => Path.Combine(Folder, "rabbitmq.conf");

    /// <summary>The content of the configuration file, with the one user.</summary>
    public string Configuration(string user, string password) =>
        $"""
        listeners.tcp.1 = 127.0.0.1:{Port}
        default_user = {user}
        default_pass = {password}
        log.console = true
        log.console.level = warning
        log.file = false

        """;

    /// <summary>The environment variables of the broker and of its port mapper.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["HOME"] = Folder,
        ["ERL_EPMD_PORT"] = Text(PortMapperPort),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"{Name}@localhost",
        ["RABBITMQ_NODE_PORT"] = Text(Port),
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_DIST_PORT"] = Text(DistributionPort),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_CONFIG_FILE"] = ConfigurationFile,
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "none"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
    };

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
