using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A server that configuration gives: there is nothing to start or stop.</summary>
internal sealed class GivenRunner(IResource resource) : ResourceRunner(resource)
{
    public override string State => "Given";

    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task StopAsync() => Task.CompletedTask;
}
