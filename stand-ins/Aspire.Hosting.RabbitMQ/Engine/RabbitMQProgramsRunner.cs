using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A broker from the machine's own programs, on loopback, in a folder that goes with the run.</summary>
internal sealed class RabbitMQProgramsRunner(RabbitMQServerResource server, RabbitMQPrograms programs, EngineContext context)
    : ResourceRunner(server)
{
    private readonly string _folder = Path.Combine(context.AppHostFolder, server.Name);
    private ChildProcess? _portMapper;
    private ChildProcess? _broker;

    public override IEnumerable<string> Addresses => [$"localhost:{server.PrimaryEndpoint.Port}"];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = server.PrimaryEndpoint.Port;
        if (!Ports.IsFree(port))
            throw new ResourceFailedException(server.Name, $"cannot start: port {port} is in use by another process.");
        DeleteFolder();
        LocalFolders.Create(_folder);
        await WriteConfigurationAsync(cancellationToken);

        var environment = NodeEnvironment(port);
        // Of our own, in the foreground: the one that Erlang would start lives for ever.
        _portMapper = Start(programs.PortMapper, environment);
        _broker = Start(programs.Server, environment);
        await _broker.HealthyAsync(dead => AmqpHealth.WaitAsync(server, context.Options, dead), cancellationToken);
    }

    public override async Task StopAsync()
    {
        foreach (var process in new[] { _broker, _portMapper }.OfType<ChildProcess>())
        {
            await process.StopAsync();
            process.Dispose();
        }

        DeleteFolder();
    }

    private ChildProcess Start(string program, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = _folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return ChildProcess.Start(start, context, server.Name, server.Name);
    }

    private async Task WriteConfigurationAsync(CancellationToken cancellationToken)
    {
        var user = server.UserNameParameter is { } parameter ? await parameter.GetValueAsync(cancellationToken) : RabbitMQServerResource.DefaultUserName;
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken);
        GeneratedPassword.WriteForOwner(
            Path.Combine(_folder, "rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{server.PrimaryEndpoint.Port}
            default_user = {user}
            default_pass = {password}
            log.console = true
            log.console.level = warning
            log.file = false

            """);
    }

    private Dictionary<string, string> NodeEnvironment(int port) => new()
    {
        ["HOME"] = _folder,
        ["ERL_EPMD_PORT"] = Text(context.Ports.Free()),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"{server.Name}@localhost",
        ["RABBITMQ_NODE_PORT"] = Text(port),
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_DIST_PORT"] = Text(context.Ports.Free()),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder, "none"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "data"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(_folder, "pid"),
    };

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private void DeleteFolder()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
