namespace JasperFx.Events;

/// <summary>Reading and writing streams.</summary>
public interface IEventStoreOperations : IEventOperations, IQueryEventStore
{
    /// <summary>Wraps data, so that id, headers and other metadata can be set before the append.</summary>
    IEvent BuildEvent(object data);

    /// <summary>Marks the stream and its events; an archived stream takes no append.</summary>
    void ArchiveStream(string streamKey);

    Task<IEventStream<T>> FetchForWriting<T>(string key, CancellationToken cancellation = default) where T : class;

    /// <exception cref="ConcurrencyException">The stream is at another version now.</exception>
    Task<IEventStream<T>> FetchForWriting<T>(string key, long expectedVersion, CancellationToken cancellation = default)
        where T : class;

    /// <summary>Holds the stream's row until the session saves or is disposed; others wait for it.</summary>
    Task<IEventStream<T>> FetchForExclusiveWriting<T>(string key, CancellationToken cancellation = default) where T : class;
}
