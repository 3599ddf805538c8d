namespace JasperFx.Events;

/// <summary>Queues appends; they are written by the session's next save.</summary>
public interface IEventOperations
{
    StreamAction Append(string stream, IEnumerable<object> events);

    StreamAction Append(string stream, params object[] events);

    /// <param name="stream">The stream.</param>
    /// <param name="expectedVersion">The stream's version after this append.</param>
    /// <param name="events">What to append.</param>
    StreamAction Append(string stream, long expectedVersion, IEnumerable<object> events);

    /// <inheritdoc cref="Append(string, long, IEnumerable{object})"/>
    StreamAction Append(string stream, long expectedVersion, params object[] events);

    StreamAction StartStream<TAggregate>(string streamKey, IEnumerable<object> events) where TAggregate : class;

    StreamAction StartStream<TAggregate>(string streamKey, params object[] events) where TAggregate : class;
}
