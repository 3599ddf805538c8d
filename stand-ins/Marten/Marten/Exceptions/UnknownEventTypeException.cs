namespace Marten.Exceptions;

/// <summary>The log has an event of a type that this program does not know.</summary>
public sealed class UnknownEventTypeException(string eventTypeName)
    : MartenException($"Unknown event type name alias '{eventTypeName}': add its type with Events.AddEventType")
{
    public string EventTypeName { get; } = eventTypeName;
}
