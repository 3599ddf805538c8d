namespace JasperFx.Events.Daemon;

/// <summary>An event that a projection was let off, as a document.</summary>
public sealed class DeadLetterEvent
{
    public Guid Id { get; set; }

    public string? ProjectionName { get; set; }

    public string? ShardName { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    public string? ExceptionMessage { get; set; }

    public string? ExceptionType { get; set; }

    public long EventSequence { get; set; }
}
