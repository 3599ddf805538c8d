namespace JasperFx.Events;

/// <summary>An event as it is appended and read.</summary>
public class Event<T>(T data) : IEvent<T> where T : notnull
{
    public T Data { get; set; } = data;

    object IEvent.Data => Data;

    public Guid Id { get; set; }

    public long Version { get; set; }

    public long Sequence { get; set; }

    public string? StreamKey { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    public string TenantId { get; set; } = "*DEFAULT*";

    public Type EventType => typeof(T);

    public string EventTypeName { get; set; } = "";

    public string DotNetTypeName { get; set; } = "";

    public string? CausationId { get; set; }

    public string? CorrelationId { get; set; }

    public string? UserName { get; set; }

    public Dictionary<string, object>? Headers { get; set; }

    public bool IsArchived { get; set; }

    public void SetHeader(string key, object value) => (Headers ??= [])[key] = value;

    public object? GetHeader(string key) => Headers?.GetValueOrDefault(key);
}
