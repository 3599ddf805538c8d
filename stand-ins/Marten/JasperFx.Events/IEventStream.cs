namespace JasperFx.Events;

/// <summary>A stream loaded for writing: what is appended here is saved only if nobody else wrote since.</summary>
public interface IEventStream<out T> where T : notnull
{
    T? Aggregate { get; }

    /// <summary>The stream's version when it was fetched; 0 where there was none.</summary>
    long? StartingVersion { get; }

    /// <summary>The version after what is appended here.</summary>
    long? CurrentVersion { get; }

    string Key { get; }

    CancellationToken Cancellation { get; }

    IReadOnlyList<IEvent> Events { get; }

    void AppendOne(object @event);

    void AppendMany(params object[] events);

    void AppendMany(IEnumerable<object> events);
}
