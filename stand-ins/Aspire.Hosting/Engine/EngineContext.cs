using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine;

internal sealed record EngineContext(
    IReadOnlyList<IResource> Resources,
    IConfiguration Configuration,
    DistributedApplicationExecutionContext ExecutionContext,
    EngineOptions Options,
    ConsoleOutput Output,
    RunState State,
    string AppHostFolder)
{
    public Ports Ports { get; } = new();
}
