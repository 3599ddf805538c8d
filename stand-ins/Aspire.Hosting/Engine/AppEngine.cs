using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Runs a model on this machine: up in the order of its waits, down in reverse.</summary>
internal sealed class AppEngine
{
    private readonly EngineContext _context;
    private readonly Dictionary<IResource, ResourceRun> _runs;
    private readonly Stack<ResourceRunner> _started = new();

    public AppEngine(EngineContext context)
    {
        _context = context;
        _runs = context.Resources.ToDictionary(
            resource => resource,
            resource => new ResourceRun(resource, resource.Annotations.OfType<RunnerAnnotation>().LastOrDefault()?.Create(context)));
        WaitCycles.Refuse(_runs.Values);
    }

    /// <summary>Returns when everything is healthy.</summary>
    /// <exception cref="DistributedApplicationException">Something is not; what was started has still to be stopped.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Leftovers.EndAsync(_context.State, _context.Output, cancellationToken);
        AllocateEndpoints();

        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Exception? first = null;
        await foreach (var run in Task.WhenEach(_runs.Values.Select(run => run.StartAsync(other => _runs[other], _context, OnStarting, failed.Token))))
        {
            if (run.IsCompletedSuccessfully)
                continue;
            first ??= run.Exception?.InnerException;
            await failed.CancelAsync();
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (first is not null)
            throw first is DistributedApplicationException ? first : new DistributedApplicationException(first.Message, first);
        EndpointTable.Print(_context.Output, _runs.Values.Select(run => run.Runner).OfType<ResourceRunner>());
    }

    /// <summary>Returns when every project has ended by itself: true if each did with exit code 0.</summary>
    public async Task<bool> WaitForProjectsAsync(CancellationToken cancellationToken)
    {
        var projects = _runs.Values.Select(run => run.Runner).OfType<ProjectRunner>().Select(project => project.Completion).ToList();
        if (projects.Count == 0)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return (await Task.WhenAll(projects).WaitAsync(cancellationToken)).All(code => code == 0);
    }

    public async Task StopAsync()
    {
        while (TryPop() is { } runner)
            await runner.StopAsync();
    }

    private void AllocateEndpoints()
    {
        foreach (var endpoint in _context.Resources.SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>()))
            endpoint.AllocatedEndpoint = new(
                endpoint, "localhost", endpoint.Port ?? (endpoint.IsProxied ? null : endpoint.TargetPort) ?? _context.Ports.Free());
    }

    private void OnStarting(ResourceRunner runner)
    {
        lock (_started)
            _started.Push(runner);
    }

    private ResourceRunner? TryPop()
    {
        lock (_started)
            return _started.TryPop(out var runner) ? runner : null;
    }
}
