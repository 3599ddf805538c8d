using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine;

/// <summary>What the runners of one run share. <see cref="Hurry"/> is cancelled when stopping is to wait for nobody.</summary>
internal sealed record EngineContext(
    IReadOnlyList<IResource> Resources,
    IConfiguration Configuration,
    DistributedApplicationExecutionContext ExecutionContext,
    EngineOptions Options,
    ConsoleOutput Output,
    RunState State,
    string AppHostFolder,
    CancellationToken Hurry)
{
    public Ports Ports { get; } = new();
}
