namespace JasperFx.Events;

/// <summary>Reading streams. Archived events are not given, except by id.</summary>
public interface IQueryEventStore
{
    /// <param name="streamKey">The stream.</param>
    /// <param name="version">Up to this version; 0 for all.</param>
    /// <param name="timestamp">Up to this time, inclusive.</param>
    /// <param name="fromVersion">From this version on.</param>
    /// <param name="token">Cancels the query.</param>
    Task<IReadOnlyList<IEvent>> FetchStreamAsync(string streamKey, long version = 0, DateTimeOffset? timestamp = null,
        long fromVersion = 0, CancellationToken token = default);

    Task<StreamState?> FetchStreamStateAsync(string streamKey, CancellationToken token = default);

    /// <summary>The event of that id, archived or not.</summary>
    Task<IEvent?> LoadAsync(Guid id, CancellationToken token = default);
}
