using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using RabbitMq.Programs;

namespace Aspire.Hosting.Engine;

/// <summary>A broker from the machine's own programs, on loopback, in a folder that goes with the run.</summary>
internal sealed class RabbitMQProgramsRunner(RabbitMQServerResource server, RabbitMqPrograms programs, EngineContext context)
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
        var node = new RabbitMqNode(server.Name, _folder, port, context.Ports.Free(), context.Ports.Free());
        await WriteConfigurationAsync(node, cancellationToken);

        // Of our own, in the foreground: the one that Erlang would start lives for ever.
        _portMapper = Start(programs.PortMapper, node);
        _broker = Start(programs.Server, node);
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

    private ChildProcess Start(string program, RabbitMqNode node)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = _folder };
        foreach (var (name, value) in node.Environment)
            start.Environment[name] = value;
        return ChildProcess.Start(start, context, server.Name, server.Name);
    }

    private async Task WriteConfigurationAsync(RabbitMqNode node, CancellationToken cancellationToken)
    {
        var user = server.UserNameParameter is { } parameter ? await parameter.GetValueAsync(cancellationToken) : RabbitMQServerResource.DefaultUserName;
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken);
        GeneratedPassword.WriteForOwner(node.ConfigurationFile, node.Configuration(user ?? "", password ?? ""));
    }

    private void DeleteFolder()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
