using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A server as a container, where the machine has no programs of its own for it. Its ports are on loopback only.</summary>
internal sealed class ContainerRunner(
    ContainerResource resource,
    EngineContext context,
    Func<CancellationToken, Task> waitUntilHealthy,
    string nothingToRunItWith)
    : ResourceRunner(resource)
{
    private readonly string _name = $"{Path.GetFileName(context.AppHostFolder)}-{resource.Name}";
    private string? _engine;
    private ChildProcess? _process;

    public override IEnumerable<string> Addresses => Endpoints.Select(endpoint => $"localhost:{endpoint.AllocatedEndpoint!.Port}");

    private IEnumerable<EndpointAnnotation> Endpoints => resource.Annotations.OfType<EndpointAnnotation>();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _engine = await ContainerEngine.FindAsync(cancellationToken)
            ?? throw new ResourceFailedException(resource.Name, nothingToRunItWith);
        await RemoveAsync(cancellationToken);

        var environment = await ProjectEnvironment.OfModelAsync(resource, context.ExecutionContext, cancellationToken);
        var start = new ProcessStartInfo(_engine, Arguments(environment.Keys));
        // By name on the command line and by value in the environment: others can read a command line.
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = ChildProcess.Start(start, context, resource.Name, resource.Name);
        await _process.HealthyAsync(waitUntilHealthy, cancellationToken);
    }

    public override async Task StopAsync()
    {
        if (_engine is null || _process is null)
            return;
        var seconds = context.Options.StopSeconds;
        await ContainerEngine.RunAsync(_engine, ["stop", "--time", $"{seconds}", _name], 2 * context.Options.StopWithin, CancellationToken.None);
        await _process.StopAsync();
        await RemoveAsync(CancellationToken.None);
        _process.Dispose();
    }

    private List<string> Arguments(IEnumerable<string> variables)
    {
        var image = resource.Annotations.OfType<ContainerImageAnnotation>().Last();
        List<string> arguments = ["run", "--name", _name];
        foreach (var endpoint in Endpoints)
            arguments.AddRange(["--publish", $"127.0.0.1:{endpoint.AllocatedEndpoint!.Port}:{endpoint.TargetPort}"]);
        foreach (var volume in resource.Annotations.OfType<VolumeAnnotation>())
            arguments.AddRange(["--volume", $"{volume.Name}:{volume.Target}{(volume.IsReadOnly ? ":ro" : "")}"]);
        foreach (var variable in variables)
            arguments.AddRange(["--env", variable]);
        return [.. arguments, $"{image.Image}:{image.Tag}"];
    }

    // One that an earlier run left behind has this name too.
    private async Task RemoveAsync(CancellationToken cancellationToken) =>
        await ContainerEngine.RunAsync(_engine!, ["rm", "--force", _name], context.Options.StopWithin, cancellationToken);
}
