using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>One resource on its way up: first what it waits for, then itself.</summary>
internal sealed class ResourceRun(IResource resource, ResourceRunner? runner)
{
    private readonly TaskCompletionSource _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IResource Resource => resource;

    public ResourceRunner? Runner => runner;

    private Task Healthy => _healthy.Task;

    public IEnumerable<WaitAnnotation> Waits => resource is IResourceWithParent child
        ? resource.Annotations.OfType<WaitAnnotation>().Append(new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy))
        : resource.Annotations.OfType<WaitAnnotation>();

    public async Task StartAsync(Func<IResource, ResourceRun> find, EngineContext context, Action<ResourceRunner> starting, CancellationToken cancellationToken)
    {
        foreach (var wait in Waits)
            await WaitAsync(wait, find(wait.Resource), context, cancellationToken);
        if (runner is not null)
        {
            starting(runner);
            await runner.StartAsync(cancellationToken);
        }

        _healthy.TrySetResult();
    }

    private async Task WaitAsync(WaitAnnotation wait, ResourceRun other, EngineContext context, CancellationToken cancellationToken)
    {
        await other.Healthy.WaitAsync(cancellationToken);
        if (wait.WaitType != WaitType.WaitForCompletion || other.Runner is not { } job)
            return;

        var bound = context.Options.StartWithin;
        try
        {
            var code = await job.Completion.WaitAsync(bound, cancellationToken);
            if (code != wait.ExitCode)
                throw new ResourceFailedException(
                    resource.Name, $"was not started: it waits for {other.Resource.Name} to end with {wait.ExitCode}, and that ended with {code}.");
        }
        catch (TimeoutException)
        {
            throw new ResourceFailedException(
                resource.Name, $"was not started: it waits for {other.Resource.Name} to complete, which took more than {bound.TotalSeconds:F0} s.");
        }
    }
}
