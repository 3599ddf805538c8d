using JasperFx.Events.Daemon;
using Microsoft.Extensions.Logging;

namespace Marten;

/// <summary>The store: one a process, sessions from it are cheap.</summary>
public interface IDocumentStore : IDisposable, IAsyncDisposable
{
    AdvancedOperations Advanced { get; }

    /// <summary>A session for writing, without identity map: each load makes a new object.</summary>
    IDocumentSession LightweightSession();

    IQuerySession QuerySession();

    /// <summary>For rebuilding projections.</summary>
    ValueTask<IProjectionDaemon> BuildProjectionDaemonAsync(ILogger? logger = null);
}
