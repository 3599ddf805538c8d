using Microsoft.Extensions.Hosting;

namespace Marten.Internal;

/// <summary>Makes the tables before anything else of the host starts.</summary>
internal sealed class SchemaStartup(IDocumentStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => ((DocumentStore)store).Database.EnsureAll(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
