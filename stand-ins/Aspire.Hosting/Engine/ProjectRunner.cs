using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A project as one process per replica.</summary>
internal sealed class ProjectRunner(ProjectResource project, EngineContext context) : ResourceRunner(project)
{
    private readonly TaskCompletionSource<int> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ChildProcess> _processes = [];
    private readonly List<TcpProxy> _proxies = [];
    private bool _stopping;

    public override string State => Completion.IsCompleted ? "Finished" : HealthCheck is null ? "Running" : "Healthy";

    public override IEnumerable<string> Addresses => project.Endpoints.Select(endpoint => endpoint.AllocatedEndpoint!.UriString);

    public override Task<int> Completion => _completion.Task;

    private HttpHealthCheckAnnotation? HealthCheck => project.Annotations.OfType<HttpHealthCheckAnnotation>().LastOrDefault();

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        ProjectPorts.RequireFree(project);
        var model = await ProjectEnvironment.OfModelAsync(project, context.ExecutionContext, cancellationToken);
        var replicas = Enumerable.Range(0, project.Replicas).Select(_ => ProjectPorts.OfReplica(project, context.Ports)).ToList();
        foreach (var endpoint in project.Endpoints.Where(endpoint => ProjectPorts.NeedsProxy(project, endpoint)))
            _proxies.Add(TcpProxy.Start(endpoint.AllocatedEndpoint!.Port, [.. replicas.Select(ports => ports[endpoint])]));

        var starting = new List<Task>();
        foreach (var ports in replicas)
            starting.Add(HealthyAsync(Start(ports, model), ports, cancellationToken));
        // One replica that dies is a failed start, however long the others take.
        await foreach (var started in Task.WhenEach(starting))
            await started;
        _ = WatchAsync();
    }

    public override async Task StopAsync()
    {
        _stopping = true;
        await Task.WhenAll(_processes.Select(process => process.StopAsync()));
        foreach (var proxy in _proxies)
            await proxy.DisposeAsync();
        _processes.ForEach(process => process.Dispose());
    }

    private ChildProcess Start(IReadOnlyDictionary<EndpointAnnotation, int> ports, Dictionary<string, string> model)
    {
        var command = ProjectProgram.Command(project, ProjectEnvironment.Arguments(project));
        ProjectEnvironment.Fill(command.Environment, project, ports, model, context.Output.Coloured);
        var process = ChildProcess.Start(command, context, project.Name, ConsoleOutput.LabelOf(project, _processes.Count + 1));
        _processes.Add(process);
        return process;
    }

    private async Task HealthyAsync(ChildProcess process, IReadOnlyDictionary<EndpointAnnotation, int> ports, CancellationToken cancellationToken)
    {
        if (HealthCheck is not { } check)
            return;
        var endpoint = ports.Keys.FirstOrDefault(endpoint => check.EndpointName is null ? endpoint.IsHttp : endpoint.Name == check.EndpointName)
            ?? throw new ResourceFailedException(project.Name, "has a health check but no HTTP endpoint for it.");

        await process.HealthyAsync(
            async dead =>
            {
                var address = $"{endpoint.UriScheme}://127.0.0.1:{ports[endpoint]}";
                if (await HttpHealth.WaitAsync(check, address, context.Options.StartWithin, dead) is { } trouble)
                    throw new ResourceFailedException(
                        process.Label, $"was not healthy within {context.Options.StartSeconds} s: {trouble}.", process.LastLines);
            },
            cancellationToken);
    }

    private async Task WatchAsync()
    {
        var codes = await Task.WhenAll(_processes.Select(ReportEndAsync));
        _completion.TrySetResult(codes.FirstOrDefault(code => code != 0));
    }

    private async Task<int> ReportEndAsync(ChildProcess process)
    {
        var code = await process.Exited;
        if (!_stopping && code != 0)
            context.Output.Failure($"{process.Label} ended with exit code {code}.", process.LastLines);
        else if (!_stopping)
            context.Output.Note($"{process.Label} has finished.");
        return code;
    }
}
