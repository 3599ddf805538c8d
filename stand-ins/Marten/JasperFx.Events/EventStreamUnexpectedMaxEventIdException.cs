namespace JasperFx.Events;

/// <summary>The stream is not at the version that the append expected.</summary>
public sealed class EventStreamUnexpectedMaxEventIdException : ConcurrencyException
{
    public EventStreamUnexpectedMaxEventIdException(object id, Type? aggregateType, long expected, long actual)
        : base($"Unexpected starting version number for event stream '{id}', expected {expected} but was {actual}")
    {
        Id = id;
        AggregateType = aggregateType;
    }

    public EventStreamUnexpectedMaxEventIdException(string message) : base(message)
    {
    }

    public Type? AggregateType { get; }
}
