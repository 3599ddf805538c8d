namespace JasperFx.Events.Daemon;

/// <summary>A projection failed on an event.</summary>
public sealed class ApplyEventException(IEvent @event, Exception innerException) : Exception(
    $"Failure to apply event #{@event?.Sequence} ({@event?.EventTypeName}, version {@event?.Version} of stream '{@event?.StreamKey}')",
    innerException)
{
    public IEvent Event { get; } = @event!;
}
