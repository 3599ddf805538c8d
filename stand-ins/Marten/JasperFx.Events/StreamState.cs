namespace JasperFx.Events;

/// <summary>The row of a stream.</summary>
public sealed class StreamState
{
    public string? Key { get; set; }

    public long Version { get; set; }

    /// <summary>Null where the stream was made without a type, or by a program that has another.</summary>
    public Type? AggregateType { get; set; }

    public DateTimeOffset LastTimestamp { get; set; }

    public DateTimeOffset Created { get; set; }

    public bool IsArchived { get; set; }
}
