using Marten.Internal;

namespace JasperFx.Events;

/// <summary>An event as it is appended and read.</summary>
public class Event<T>(T data) : IEvent<T>, IStoredHeaders where T : notnull
{
    Dictionary<string, object>? _headers;
    byte[]? _storedHeaders;

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

    public Dictionary<string, object>? Headers
    {
        get
        {
            if (_storedHeaders is not { } stored) return _headers;
            _headers = Serializer.ReadHeaders(stored);
            _storedHeaders = null;
            return _headers;
        }
        set => (_headers, _storedHeaders) = (value, null);
    }

    byte[] IStoredHeaders.StoredHeaders
    {
        set => _storedHeaders = value;
    }

    public bool IsArchived { get; set; }

    public void SetHeader(string key, object value) => (Headers ??= [])[key] = value;

    public object? GetHeader(string key) => Headers?.GetValueOrDefault(key);
}
