namespace JasperFx.Events.Daemon;

/// <summary>Rebuilds projections. None of the rebuilt one may be running elsewhere meanwhile.</summary>
public interface IProjectionDaemon : IDisposable
{
    /// <typeparam name="TView">The projection, or the document it makes.</typeparam>
    Task RebuildProjectionAsync<TView>(CancellationToken token);

    Task RebuildProjectionAsync(string projectionName, CancellationToken token);
}
