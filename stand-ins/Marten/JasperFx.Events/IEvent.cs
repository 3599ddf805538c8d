namespace JasperFx.Events;

/// <summary>An event with its place in the stream and in the log, and its metadata.</summary>
public interface IEvent
{
    Guid Id { get; set; }

    /// <summary>Position in the stream: 1, 2, 3 …</summary>
    long Version { get; set; }

    /// <summary>Position in the whole log; 0 until it is saved.</summary>
    long Sequence { get; set; }

    object Data { get; }

    string? StreamKey { get; set; }

    DateTimeOffset Timestamp { get; set; }

    string TenantId { get; set; }

    Type EventType { get; }

    string EventTypeName { get; set; }

    string DotNetTypeName { get; set; }

    string? CausationId { get; set; }

    string? CorrelationId { get; set; }

    string? UserName { get; set; }

    Dictionary<string, object>? Headers { get; set; }

    bool IsArchived { get; set; }

    void SetHeader(string key, object value);

    object? GetHeader(string key);
}

/// <summary>An event of a known type.</summary>
public interface IEvent<out T> : IEvent where T : notnull
{
    new T Data { get; }
}
